import { randomInt } from 'node:crypto';
import { placeholderLength, Secret } from '../bench/secret.ts';
import type { SecretSource } from './secret-source.ts';
import type { Mistake, Path } from './yaml-file.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const lettersAndDigits = `${letters}0123456789`;

/**
 * 16 letters and digits that begin with a letter: `?`, blanks and a leading `7 ` mean something to IOS.
 * 16 places leave room for the whole name in a mask of the same length.
 */
export function randomSecret(): string {
  const pick = (from: string): string => from.charAt(randomInt(from.length));
  return pick(letters) + Array.from({ length: placeholderLength - 1 }, () => pick(lettersAndDigits)).join('');
}

export type ResolvedSecret = { readonly secret: Secret } | { readonly mistake: Mistake };

/** The secret that a source gives, or what is wrong with it; the mistake never repeats the secret. */
export function resolveSecret(
  name: string,
  source: SecretSource,
  env: Readonly<Record<string, string | undefined>>,
  path: Path,
): ResolvedSecret {
  if (source === 'random') return { secret: new Secret(name, randomSecret()) };
  const from = 'env' in source ? `environment variable ${source.env}` : 'literal';
  const plain = 'env' in source ? env[source.env] : source.literal;
  if (plain === undefined || plain === '') {
    return {
      mistake: {
        path,
        expected: `the ${name} in the ${from}`,
        got: plain === undefined ? 'the variable is not set' : 'the variable is empty',
        next: `set it for the run, for instance: read -rs ${'env' in source ? source.env : ''} && export ${'env' in source ? source.env : ''}`,
      },
    };
  }
  const flaw = flawOf(plain);
  if (flaw === undefined) return { secret: new Secret(name, plain) };
  return {
    mistake: {
      path,
      expected: `at least 4 printable characters without blanks and ? in the ${from}`,
      got: flaw,
      next: 'give the switch another password, one that can be typed at its command line',
    },
  };
}

/** What keeps a password from being typed at an IOS command line, or from being masked in a journal. */
function flawOf(plain: string): string | undefined {
  if (plain.length < 4) return 'fewer characters, which could not be masked without masking everything';
  if (plain.includes('?')) return 'a ?, which asks IOS for help';
  if (!/^[!-~]+$/.test(plain)) return 'a blank, or a character outside printable ASCII';
  return undefined;
}
