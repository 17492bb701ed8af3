import { z } from 'zod';
import type { Sshv1ConnectionsObservation, Sshv1ServedConnection } from '../../bench/sshv1-server-host.ts';
import { defineFact, defineMatcher } from './define.ts';

/** Matchers of what the bench's server of version 1 saw of the DUT. */

/** The DUT announced version 1.5, logged in and asked for a session, with each connection that it made. */
export const farEndv1LoggedIn = defineFact<Sshv1ConnectionsObservation>(
  'farEndv1LoggedIn',
  ['sshv1-connections'],
  ({ connections }) => ({
    matches:
      connections.length > 0 &&
      connections.every(
        ({ ident = '', authenticated, program }) =>
          ident.startsWith('SSH-1.5-') && authenticated && program !== undefined,
      ),
    got: inWords(connections),
  }),
);

/** The cipher that the DUT chose. */
export const farEndv1Cipher = defineMatcher<Sshv1ConnectionsObservation, 'des' | '3des'>(
  'farEndv1Cipher',
  ['sshv1-connections'],
  z.enum(['des', '3des']),
  (expected, { connections }) => ({
    matches: connections.length > 0 && connections.every(({ cipher }) => cipher === expected),
    got: inWords(connections),
  }),
);

/** The DUT did not dial. */
export const farEndv1Undialled = defineFact<Sshv1ConnectionsObservation>(
  'farEndv1Undialled',
  ['sshv1-connections'],
  ({ connections }) => ({ matches: connections.length === 0, got: inWords(connections) }),
);

function inWords(connections: readonly Sshv1ServedConnection[]): string {
  const one = ({ ident, cipher, phase, user }: Sshv1ServedConnection): string =>
    [
      ident ?? 'no identification',
      ...(cipher === undefined ? [] : [cipher]),
      ...(user === undefined ? [] : [`user ${user}`]),
      `came as far as ${phase}`,
    ].join(', ');
  return connections.map(one).join('; ') || 'no connection';
}
