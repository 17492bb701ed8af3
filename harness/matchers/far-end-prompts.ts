import { z } from 'zod';
import type { ServedAuthTurn, SshConnectionsObservation } from '../../bench/ssh-server-host.ts';
import { defineMatcher } from './define.ts';
import { allInWords } from './far-end-words.ts';

type Prompts = { readonly 'keyboard-interactive'?: number; readonly password?: number };

/**
 * How many passwords the DUT sent to the bench's server by each method, in the one connection that it made; by a method that
 * is not named none.
 */
export const farEndPrompts = defineMatcher<SshConnectionsObservation, Prompts>(
  'farEndPrompts',
  ['ssh-connections'],
  z
    .strictObject({
      'keyboard-interactive': z.int().positive().exactOptional(),
      password: z.int().positive().exactOptional(),
    })
    .refine((expected) => Object.keys(expected).length > 0, 'expects nothing'),
  (expected, { connections }) => {
    const turns = connections.flatMap((connection) => connection.turns);
    const interactive = sum(turns, 'keyboard-interactive', ({ answered }) => answered);
    const password = sum(turns, 'password', () => 1);
    return {
      matches:
        connections.length === 1 &&
        interactive === (expected['keyboard-interactive'] ?? 0) &&
        password === (expected.password ?? 0),
      got: `${interactive} by keyboard-interactive, ${password} by password: ${allInWords(connections)}`,
    };
  },
);

function sum(
  turns: readonly ServedAuthTurn[],
  method: string,
  countOf: (turn: ServedAuthTurn) => number,
): number {
  return turns.reduce((total, turn) => total + (turn.method === method ? countOf(turn) : 0), 0);
}
