import type { Deadline } from '../bench/clock.ts';
import type { RecordedPco } from '../bench/recorded.ts';
import type { TelnetClientContract } from '../bench/telnet-client.ts';
import { limitFor, loginLimit } from './limits.ts';
import { openSessions } from './open-sessions.ts';
import type { TelnetClient } from './telnet-client.ts';

/** The Telnet client of a step, and the sessions that it has open. */
export interface TelnetSessions {
  readonly client: TelnetClient;
  /** Ends every session that is still open. */
  closeAll(): Promise<void>;
}

export function telnetSessions(
  pco: RecordedPco<TelnetClientContract>,
  deadline: (milliseconds: number) => Deadline,
): TelnetSessions {
  const { opened, sessionOf, leave, closeAll } = openSessions(
    'Telnet session',
    (way: 'logout' | 'ended' | 'abandon', session) => pco.call(way, { session }, deadline(loginLimit)),
  );
  return {
    client: {
      login: async (how = {}) => opened(await pco.call('login', how, deadline(loginLimit))),
      shell: (login) => pco.call('shell', { session: sessionOf(login) }, deadline(loginLimit)),
      type: (login, command, answers = []) =>
        pco.call(
          'shell.execute',
          { session: sessionOf(login), command, answers },
          deadline(limitFor(command)),
        ),
      logout: (login) => leave(login, 'logout'),
      ended: (login) => leave(login, 'ended'),
      abandon: (login) => leave(login, 'abandon'),
    },
    closeAll,
  };
}
