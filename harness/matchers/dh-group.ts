import { z } from 'zod';
import type { SshLoginObservation } from '../../bench/ssh-client.ts';
import { defineMatcher } from './define.ts';

/** Bits of the groups that key exchanges name (RFC 4253 section 8, RFC 8268). */
const namedGroups: Readonly<Record<string, number>> = {
  1: 1024,
  14: 2048,
  15: 3072,
  16: 4096,
  17: 6144,
  18: 8192,
};

/** No Diffie-Hellman group of fewer bits was agreed on: a larger one, or none at all. */
export const dhGroupNotBelow = defineMatcher<SshLoginObservation, number>(
  'dhGroupNotBelow',
  ['ssh-login'],
  z.int().positive(),
  (expected, { algorithms, dhGroupBits, outcome, ident }) => {
    const kex = algorithms?.kex;
    const named = namedGroups[/^diffie-hellman-group(\d+)-/.exec(kex ?? '')?.[1] ?? ''];
    const bits = dhGroupBits ?? named;
    return {
      // A server that was not even met has agreed on nothing.
      matches: ident !== undefined && (bits === undefined ? kex === undefined : bits >= expected),
      got: bits === undefined ? `${outcome}, ${kex ?? 'no key exchange'}` : `a group of ${bits} bits`,
    };
  },
);
