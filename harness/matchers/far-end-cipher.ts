import { z } from 'zod';
import type { SshConnectionsObservation } from '../../bench/ssh-server-host.ts';
import { defineMatcher } from './define.ts';
import { allInWords } from './far-end-words.ts';

/** The cipher that the DUT agreed on with the bench's server, in both directions and in every connection. */
export const farEndCipher = defineMatcher<SshConnectionsObservation, string>(
  'farEndCipher',
  ['ssh-connections'],
  z.string().min(1),
  (expected, { connections }) => ({
    matches:
      connections.length > 0 &&
      connections.every(
        ({ algorithms }) => algorithms?.cipherIn === expected && algorithms.cipherOut === expected,
      ),
    got:
      connections
        .map(({ algorithms }) => algorithms && `${algorithms.cipherIn}, ${algorithms.cipherOut}`)
        .filter((text) => text !== undefined)
        .join('; ') || allInWords(connections),
  }),
);
