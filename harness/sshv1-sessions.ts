import type { Deadline } from '../bench/clock.ts';
import { PcoError } from '../bench/errors.ts';
import type { Recorded, RecordedPco } from '../bench/recorded.ts';
import type { Sshv1ClientContract, Sshv1LoginObservation } from '../bench/sshv1-client.ts';
import { limitFor, lingerLimit, loginLimit } from './limits.ts';
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
  const open = new Set<number>();
  const client: Sshv1Client = {
    identify: (ident) => pco.call('identify', ident === undefined ? {} : { ident }, deadline(loginLimit)),
    login: async (how = {}) => {
      const login = await pco.call('login', how, deadline(loginLimit));
      if (login.observation.session !== undefined) open.add(login.observation.session);
      return login;
    },
    shell: (login) => pco.call('shell', { session: sessionOf(login) }, deadline(loginLimit)),
    type: (login, command, answers = []) =>
      pco.call('shell.execute', { session: sessionOf(login), command, answers }, deadline(limitFor(command))),
    request: (login, request) =>
      pco.call('request', { session: sessionOf(login), request }, deadline(loginLimit)),
    linger: (phase) => pco.call('linger', { phase }, deadline(lingerLimit)),
    logout: (login) => leave(sessionOf(login), 'logout'),
    ended: (login) => leave(sessionOf(login), 'ended'),
  };

  async function leave(session: number, op: 'logout' | 'ended') {
    const end = await pco.call(op, { session }, deadline(loginLimit));
    open.delete(session);
    return end;
  }

  return {
    client,
    closeAll: async () => {
      for (const session of open) await leave(session, 'logout');
    },
  };
}

function sessionOf(login: Recorded<Sshv1LoginObservation>): number {
  const { session, outcome, detail } = login.observation;
  if (session === undefined) {
    throw new PcoError('no session of SSH version 1 to work in: the login did not succeed', {
      expected: 'authenticated',
      got: detail === undefined ? outcome : `${outcome} (${detail})`,
    });
  }
  return session;
}
