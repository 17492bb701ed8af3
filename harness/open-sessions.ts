import { PcoError } from '../bench/errors.ts';
import type { Recorded } from '../bench/recorded.ts';

/** What a login says of its session, whatever protocol it was by. */
interface LoginOutcome {
  readonly session?: number;
  readonly outcome: string;
  readonly detail?: string;
}

/** The sessions that a client has open. */
export interface OpenSessions<Way, End> {
  /** Remembers the session that a login has opened, if any; gives the login back. */
  readonly opened: <Login extends Recorded<LoginOutcome>>(login: Login) => Login;
  /** The number of the login's session. Throws where it has none. */
  readonly sessionOf: (login: Recorded<LoginOutcome>) => number;
  /** Ends the login's session in this way, and forgets it once that was done. */
  readonly leave: (login: Recorded<LoginOutcome>, way: Way | 'logout') => Promise<End>;
  /** Logs out of every session that is still open. */
  readonly closeAll: () => Promise<void>;
}

/** `name` is what a session is called in an error; `end` ends one. */
export function openSessions<Way extends string, End>(
  name: string,
  end: (way: Way | 'logout', session: number) => Promise<End>,
): OpenSessions<Way, End> {
  const open = new Set<number>();
  const sessionOf = ({ observation: { session, outcome, detail } }: Recorded<LoginOutcome>): number => {
    if (session !== undefined) return session;
    throw new PcoError(`no ${name} to work in: the login did not succeed`, {
      expected: 'authenticated',
      got: detail === undefined ? outcome : `${outcome} (${detail})`,
    });
  };
  const leave = async (session: number, way: Way | 'logout') => {
    const ended = await end(way, session);
    open.delete(session);
    return ended;
  };
  return {
    opened: (login) => {
      if (login.observation.session !== undefined) open.add(login.observation.session);
      return login;
    },
    sessionOf,
    leave: (login, way) => leave(sessionOf(login), way),
    closeAll: async () => {
      for (const session of open) await leave(session, 'logout');
    },
  };
}
