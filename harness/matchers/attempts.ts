import { z } from 'zod';
import type { SshLoginObservation } from '../../bench/ssh-client.ts';
import type { Sshv1LoginObservation } from '../../bench/sshv1-client.ts';
import { defineMatcher } from './define.ts';

/**
 * The server ended the session over wrong passwords, after as many as so many retries allow: one more than the
 * retries, or exactly as many, which the registry records and does not fail (decision of SSH1-SRV-007).
 */
export const passwordAttempts = defineMatcher<
  SshLoginObservation | Sshv1LoginObservation,
  { readonly retries: number }
>(
  'passwordAttempts',
  ['ssh-login', 'sshv1-login'],
  z.strictObject({ retries: z.int().nonnegative() }),
  ({ retries }, { turns, end, outcome }) => {
    const attempts = turns.filter(
      ({ method, result }) => method === 'password' && result === 'failure',
    ).length;
    return {
      matches: end?.by === 'server' && (attempts === retries + 1 || attempts === retries),
      got: `${attempts} attempts, ${outcome}, ended by ${end?.by ?? 'nobody'}`,
    };
  },
);
