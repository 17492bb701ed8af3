import { z } from 'zod';
import type {
  SshKeyExchangesObservation,
  SshLingerObservation,
  SshLoginObservation,
} from '../../bench/ssh-client.ts';
import type { Sshv1LingerObservation } from '../../bench/sshv1-client.ts';
import { attemptsBy } from '../attempts.ts';
import { defineFact, defineMatcher } from './define.ts';

/** Matchers of the limits of the SSH server: how long, how often, and how old keys may get. */

/** The server ended the connection of a client that had fallen silent. */
export const silentClientEnded = defineFact<SshLingerObservation | Sshv1LingerObservation>(
  'silentClientEnded',
  ['ssh-linger', 'sshv1-linger'],
  (observation) => {
    const { phase, milliseconds, end } = observation;
    const reached = observation.kind === 'sshv1-linger' || observation.reached;
    const got = reached
      ? `${end === undefined ? 'still there' : `ended by ${end.by}`} after ${seconds(milliseconds)}, ${phase}`
      : `never came as far as ${phase}`;
    return { matches: reached && end !== undefined && end.by !== 'us', got };
  },
);

/** The session is there after all that has happened to it. */
export const sessionOpen = defineFact<SshKeyExchangesObservation>(
  'sessionOpen',
  ['ssh-key-exchanges'],
  ({ end }) => ({
    matches: end === undefined,
    got: end === undefined ? 'open' : `ended by ${end.by}${end.description ? `: ${end.description}` : ''}`,
  }),
);

/** At least so many key exchanges were begun by the server after the first, and the session is there. */
export const keysRenewed = defineMatcher<SshKeyExchangesObservation, number>(
  'keysRenewed',
  ['ssh-key-exchanges'],
  z.int().positive(),
  (expected, { count, startedByServer, end }) => ({
    matches: end === undefined && startedByServer >= expected && count > expected,
    got: `${count} key exchanges, ${startedByServer} begun by the server${end === undefined ? '' : `; ended by ${end.by}`}`,
  }),
);

interface Attempts {
  readonly [field: string]: string | readonly number[];
  readonly method: 'password' | 'keyboard-interactive';
  /** Any of these numbers. */
  readonly counts: readonly number[];
}

/** So many attempts by the method were taken in one login. */
export const attemptsTaken = defineMatcher<SshLoginObservation, Attempts>(
  'attemptsTaken',
  ['ssh-login'],
  z.strictObject({
    method: z.enum(['password', 'keyboard-interactive']),
    counts: z.array(z.int().nonnegative()).min(1).readonly(),
  }),
  ({ method, counts }, observation) => {
    const taken = attemptsBy(observation, method);
    return {
      matches: counts.includes(taken),
      got: `${taken} attempts by ${method}, then ${observation.outcome}${observation.end === undefined ? '' : ` (ended by ${observation.end.by})`}`,
    };
  },
);

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
