import { z } from 'zod';
import type { CliObservation } from '../../bench/console.ts';
import { parseCryptoKeyGenerate } from '../show/crypto-key-generate.ts';
import { parseShowCryptoKeyMypubkeyRsa } from '../show/show-crypto-key-mypubkey-rsa.ts';
import { defineMatcher } from './define.ts';
import { commandOutput, type CommandOutput, linesOf, quote } from './output.ts';

/** Matchers of key pairs: their making, and the list of them. */

interface GeneratedKey {
  readonly [field: string]: string | number | undefined;
  readonly name?: string;
  readonly bits: number;
}

/** `crypto key generate` made a key pair of that size (usage keys: both), and named it so. */
export const keyGenerated = defineMatcher<CliObservation, GeneratedKey>(
  'keyGenerated',
  ['cli'],
  z.strictObject({ name: z.string().exactOptional(), bits: z.int().positive() }),
  (expected, observation) => {
    const said = parseCryptoKeyGenerate(linesOf(observation));
    const name = said.name ?? said.replaced?.name;
    const made =
      said.generating.length > 0 && said.done === said.generating.length && said.errors.length === 0;
    const sizes = said.generating.map(({ bits }) => bits);
    return {
      matches:
        made &&
        sizes.every((bits) => bits === expected.bits) &&
        (expected.name === undefined || name === expected.name),
      got: made
        ? `${name ?? 'a key pair without a name'} of ${sizes.join(' and ')} bits`
        : `no key pair: ${quote(said.errors.length > 0 ? said.errors : linesOf(observation))}`,
    };
  },
);

interface ListedKey {
  readonly [field: string]: string | number | undefined;
  readonly name: string;
  readonly bits?: number;
  readonly usage?: string;
}

/** `show crypto key mypubkey rsa` lists a key pair of that name (and size, and usage). */
export const keyListed = defineMatcher<CommandOutput, ListedKey>(
  'keyListed',
  commandOutput,
  z.strictObject({
    name: z.string(),
    bits: z.int().positive().exactOptional(),
    usage: z.string().exactOptional(),
  }),
  (expected, output) => {
    const { keys } = parseShowCryptoKeyMypubkeyRsa(linesOf(output));
    return {
      matches: keys.some(
        ({ name, bits, usage }) =>
          name === expected.name &&
          (expected.bits === undefined || bits === expected.bits) &&
          (expected.usage === undefined || usage === expected.usage),
      ),
      got:
        keys.length === 0
          ? `no key pair: ${quote(linesOf(output))}`
          : keys.map(({ name, bits, usage }) => [name, bits, usage].join(' ')).join(', '),
    };
  },
);
