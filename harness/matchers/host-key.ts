import { z } from 'zod';
import type { SshLoginObservation } from '../../bench/ssh-client.ts';
import { parseShowCryptoKeyMypubkeyRsa } from '../show/show-crypto-key-mypubkey-rsa.ts';
import { defineMatcher } from './define.ts';
import { isErrorLine } from './error-line.ts';
import { commandOutput, type CommandOutput, linesOf, quote } from './output.ts';

/** Matchers of the key that the SSH server proves itself with, and of the pairs that it could be. */

/** The server's host key, by its SHA-256 in base64 (keyOf). */
export const hostKeyIs = defineMatcher<SshLoginObservation, string>(
  'hostKeyIs',
  ['ssh-login'],
  z.string().min(1),
  (expected, { hostKey, outcome, detail }) => ({
    matches: hostKey?.sha256 === expected,
    got:
      hostKey === undefined
        ? `no host key: ${[outcome, detail].filter((part) => part !== undefined).join(', ')}`
        : `${hostKey.type} of ${hostKey.bits} bits, ${hostKey.sha256}`,
  }),
);

/** `show crypto key mypubkey rsa` lists so many key pairs; usage keys are two. */
export const keysShown = defineMatcher<CommandOutput, number>(
  'keysShown',
  commandOutput,
  z.int().nonnegative(),
  (expected, output) => {
    const errors = linesOf(output).filter(isErrorLine);
    if (errors.length > 0) return { matches: false, got: quote(errors) };
    const { keys, unknown } = parseShowCryptoKeyMypubkeyRsa(linesOf(output));
    const lasting = keys.filter(({ temporary }) => temporary !== true);
    return {
      matches: lasting.length === expected && unknown.length === 0,
      got: [`${lasting.length} key pairs`, ...unknown.slice(0, 2).map((line) => `"${line}"`)].join(', '),
    };
  },
);

/** It lists a pair under each of these names, and no two of them are the same key. */
export const keysDiffer = defineMatcher<CommandOutput, readonly string[]>(
  'keysDiffer',
  commandOutput,
  z.array(z.string()).min(2).readonly(),
  (names, output) => {
    const { keys } = parseShowCryptoKeyMypubkeyRsa(linesOf(output));
    const bodies = names.map((name) => keys.find((key) => key.name === name)?.data);
    const missing = names.filter((_, index) => bodies[index] === undefined);
    return {
      matches: missing.length === 0 && new Set(bodies).size === names.length,
      got: missing.length > 0 ? `no key of ${missing.join(', ')}` : 'the same key twice',
    };
  },
);
