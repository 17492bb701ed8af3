import type { Deadline } from '../bench/clock.ts';
import type { RecordedPco } from '../bench/recorded.ts';
import type { Sshv1ClientContract } from '../bench/sshv1-client.ts';
import { limitFor, loginLimit } from './limits.ts';
import { openSessions } from './open-sessions.ts';
import type { Sshv1Client } from './sshv1-client.ts';

/** The client of version 1 of a step, and the sessions that it has open. */
export interface Sshv1Sessions {
  readonly client: Sshv1Client;
  /** Logs out of every session that is still open. */
  closeAll(): Promise<void>;
}

export function sshv1Sessions(
  pco: RecordedPco<Sshv1ClientContract>,
  deadline: (milliseconds: number) => Deadline,
): Sshv1Sessions {
  const { opened, sessionOf, leave, closeAll } = openSessions(
    'session of SSH version 1',
    (way: 'logout' | 'ended', session) => pco.call(way, { session }, deadline(loginLimit)),
  );
  const client: Sshv1Client = {
    identify: (ident) => pco.call('identify', ident === undefined ? {} : { ident }, deadline(loginLimit)),
    login: async (how = {}) => opened(await pco.call('login', how, deadline(loginLimit))),
    shell: (login) => pco.call('shell', { session: sessionOf(login) }, deadline(loginLimit)),
    type: (login, command, answers = []) =>
      pco.call('shell.execute', { session: sessionOf(login), command, answers }, deadline(limitFor(command))),
    request: (login, request) =>
      pco.call('request', { session: sessionOf(login), request }, deadline(loginLimit)),
    linger: (phase, seconds) =>
      pco.call('linger', { phase, atMost: seconds * 1000 }, deadline(seconds * 1000 + loginLimit)),
    logout: (login) => leave(login, 'logout'),
    ended: (login) => leave(login, 'ended'),
  };

  return { client, closeAll };
}
