import type { Deadline } from '../bench/clock.ts';
import { PcoError } from '../bench/errors.ts';
import type { Recorded, RecordedPco } from '../bench/recorded.ts';
import type { TelnetClientContract, TelnetLoginObservation } from '../bench/telnet-client.ts';
import { limitFor, loginLimit } from './limits.ts';
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
  const open = new Set<number>();
  const leave = async (session: number, op: 'logout' | 'ended' | 'abandon') => {
    const end = await pco.call(op, { session }, deadline(loginLimit));
    open.delete(session);
    return end;
  };
  return {
    client: {
      login: async (how = {}) => {
        const login = await pco.call('login', how, deadline(loginLimit));
        if (login.observation.session !== undefined) open.add(login.observation.session);
        return login;
      },
      shell: (login) => pco.call('shell', { session: sessionOf(login) }, deadline(loginLimit)),
      type: (login, command, answers = []) =>
        pco.call(
          'shell.execute',
          { session: sessionOf(login), command, answers },
          deadline(limitFor(command)),
        ),
      logout: (login) => leave(sessionOf(login), 'logout'),
      ended: (login) => leave(sessionOf(login), 'ended'),
      abandon: (login) => leave(sessionOf(login), 'abandon'),
    },
    closeAll: async () => {
      for (const session of open) await leave(session, 'logout');
    },
  };
}

function sessionOf({ observation }: Recorded<TelnetLoginObservation>): number {
  const { session, outcome, detail } = observation;
  if (session !== undefined) return session;
  throw new PcoError('no Telnet session to work in: the login did not succeed', {
    expected: 'authenticated',
    got: detail === undefined ? outcome : `${outcome} (${detail})`,
  });
}
