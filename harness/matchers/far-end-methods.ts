import { z } from 'zod';
import type { ServedAuthTurn, SshConnectionsObservation } from '../../bench/ssh-server-host.ts';
import { defineMatcher } from './define.ts';
import { allInWords } from './far-end-words.ts';

/**
 * The methods of authentication that the DUT tried once the bench's server had told it which there are: in order, each
 * once, however often it was tried. The first request tells the client that where it is refused, and is left out then.
 */
export const farEndMethods = defineMatcher<SshConnectionsObservation, readonly string[]>(
  'farEndMethods',
  ['ssh-connections'],
  z.array(z.string()).min(1),
  (expected, { connections }) => ({
    matches:
      connections.length > 0 &&
      connections.every(({ turns }) => methodsKnown(turns).join() === expected.join()),
    got: allInWords(connections),
  }),
);

/** A method that the DUT did not try, in connections that came as far as authentication. */
export const farEndNotTried = defineMatcher<SshConnectionsObservation, string>(
  'farEndNotTried',
  ['ssh-connections'],
  z.string().min(1),
  (expected, { connections }) => ({
    matches:
      connections.length > 0 &&
      connections.every(
        ({ authenticationAsked, turns }) =>
          authenticationAsked && turns.every(({ method }) => method !== expected),
      ),
    got: allInWords(connections),
  }),
);

function methodsKnown([first, ...later]: readonly ServedAuthTurn[]): string[] {
  const turns = first?.result === 'success' ? [first] : later;
  const methods = turns.map(({ method }) => method);
  return methods.filter((method, index) => method !== methods[index - 1]);
}
