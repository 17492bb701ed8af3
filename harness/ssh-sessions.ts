import type { Deadline } from '../bench/clock.ts';
import type { RecordedPco } from '../bench/recorded.ts';
import type { SshClientContract } from '../bench/ssh-client.ts';
import { limitFor, loginLimit, modeLimit, rawLimit } from './limits.ts';
import { openSessions } from './open-sessions.ts';
import type { SshClient } from './ssh-client.ts';

/** The SSH client of a step, and the sessions that it has open. */
export interface SshSessions {
  readonly client: SshClient;
  /** Logs out of every session that is still open. */
  closeAll(): Promise<void>;
}

export function sshSessions(
  pco: RecordedPco<SshClientContract>,
  deadline: (milliseconds: number) => Deadline,
): SshSessions {
  const { opened, sessionOf, leave, closeAll } = openSessions(
    'SSH session',
    (way: 'logout' | 'ended' | 'abandon' | 'damage', session) =>
      pco.call(way, { session }, deadline(loginLimit)),
  );
  const client: SshClient = {
    identify: () => pco.call('identify', null, deadline(loginLimit)),
    makeKey: (name, bits, type) =>
      pco.call('make-key', { name, bits, ...(type && { type }) }, deadline(loginLimit)),
    login: async (how = {}) => opened(await pco.call('login', how, deadline(loginLimit))),
    shell: (login, how = {}) =>
      pco.call('shell', { session: sessionOf(login), ...how }, deadline(loginLimit)),
    request: (login, request) =>
      pco.call('request', { session: sessionOf(login), request }, deadline(loginLimit)),
    raw: (how) => pco.call('raw', { limit: rawLimit, ...how }, deadline(2 * (how.limit ?? rawLimit))),
    probeUdp: () => pco.call('udp-probe', null, deadline(loginLimit)),
    type: (login, command, answers = []) =>
      pco.call('shell.execute', { session: sessionOf(login), command, answers }, deadline(limitFor(command))),
    keys: (login, keys) => pco.call('shell.keys', { session: sessionOf(login), keys }, deadline(loginLimit)),
    attempt: (login, command) =>
      pco.call(
        'shell.execute',
        { session: sessionOf(login), command, mayStaySilent: true },
        deadline(limitFor(command)),
      ),
    exec: (login, command) =>
      pco.call('exec', { session: sessionOf(login), command }, deadline(limitFor(command))),
    linger: (phase, seconds) =>
      pco.call('linger', { phase, atMost: seconds * 1000 }, deadline(seconds * 1000 + loginLimit)),
    keyExchanges: (login, { atLeast, seconds } = { atLeast: 0, seconds: 0 }) =>
      pco.call('key-exchanges', { session: sessionOf(login), atLeast }, deadline(seconds * 1000)),
    abandon: (login) => leave(login, 'abandon'),
    logout: (login) => leave(login, 'logout'),
    ended: (login) => leave(login, 'ended'),
    packets: (login) => pco.call('packets', { session: sessionOf(login) }, deadline(modeLimit)),
    ignore: (login, bytes) => pco.call('ignore', { session: sessionOf(login), bytes }, deadline(modeLimit)),
    damage: (login) => leave(login, 'damage'),
    x11: (login) => pco.call('x11', { session: sessionOf(login) }, deadline(loginLimit)),
  };

  return { client, closeAll };
}
