import { z } from 'zod';
import type { ServedAuthTurn, SshConnectionsObservation } from '../../bench/ssh-server-host.ts';
import { defineMatcher } from './define.ts';
import { allInWords } from './far-end-words.ts';

/** The methods of authentication that the DUT tried with the bench's server, in order: each once, however often it was tried. */
export const farEndMethods = defineMatcher<SshConnectionsObservation, readonly string[]>(
  'farEndMethods',
  ['ssh-connections'],
  z.array(z.string()).min(1),
  (expected, { connections }) => ({
    matches:
      connections.length > 0 && connections.every(({ turns }) => methodsOf(turns).join() === expected.join()),
    got: allInWords(connections),
  }),
);

/** A method that the DUT was not seen to try, in a connection that came as far as authentication. */
export const farEndNotTried = defineMatcher<SshConnectionsObservation, string>(
  'farEndNotTried',
  ['ssh-connections'],
  z.string().min(1),
  (expected, { connections }) => ({
    matches:
      connections.length > 0 &&
      connections.every(({ serviceAsked, turns }) => serviceAsked && !methodsOf(turns).includes(expected)),
    got: allInWords(connections),
  }),
);

function methodsOf(turns: readonly ServedAuthTurn[]): string[] {
  const methods = turns.map(({ method }) => method);
  return methods.filter((method, index) => method !== methods[index - 1]);
}
