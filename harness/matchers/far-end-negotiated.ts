import { z } from 'zod';
import type { SshConnectionsObservation } from '../../bench/ssh-server-host.ts';
import { defineFact, defineMatcher } from './define.ts';
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

/** The DUT announced itself as a client of version 2 (RFC 4253 section 5.1: `1.99` is one too). */
export const farEndVersion2 = defineFact<SshConnectionsObservation>(
  'farEndVersion2',
  ['ssh-connections'],
  ({ connections }) => ({
    matches:
      connections.length > 0 && connections.every(({ ident = '' }) => /^SSH-(?:2\.0|1\.99)-/.test(ident)),
    got: connections.map(({ ident }) => ident ?? 'no identification').join('; ') || 'no connection',
  }),
);
