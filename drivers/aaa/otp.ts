import { createHash } from 'node:crypto';

/** One-time passwords of RFC 2289 with MD5, answered in six words of an alternative dictionary. */

/** A user's sequence: made of a passphrase that nobody needs to know, and a seed of small letters and digits. */
export interface OtpSequence {
  readonly seed: string;
  readonly passphrase: string;
}

/** Section 6: the hash of seed and passphrase, hashed as often again as the sequence number says. 64 bits. */
export function otpMd5({ seed, passphrase }: OtpSequence, sequence: number): Buffer {
  let key = folded(`${seed}${passphrase}`);
  for (let step = 0; step < sequence; step++) key = folded(key);
  return key;
}

/** Appendix A: the two halves of the digest, one laid over the other. */
function folded(text: string | Buffer): Buffer {
  const digest = createHash('md5').update(text).digest();
  return Buffer.from(digest.subarray(0, 8).map((byte, index) => byte ^ (digest[index + 8] ?? 0)));
}

const wordBits = 11n;

/** Section 6 and appendix B: 64 bits and two of checksum, as six words of which each stands for eleven. */
export function sixWords(key: Buffer): string {
  const bits = key.readBigUInt64BE();
  let checksum = 0n;
  for (let at = 0n; at < 64n; at += 2n) checksum += (bits >> at) & 3n;
  const coded = (bits << 2n) | (checksum & 3n);
  return [5n, 4n, 3n, 2n, 1n, 0n]
    .map((place) => wordFor(Number((coded >> (place * wordBits)) & 0x7ffn)))
    .join(' ');
}

/**
 * A word of an alternative dictionary stands for the eleven lowest bits of its own MD5 digest (appendix B), so any word with
 * the right digest will do: the first of these.
 */
function wordFor(number: number): string {
  for (let tried = 0; ; tried++) {
    const word = speakable(tried);
    if (numberOfWord(word) === number) return word;
  }
}

/** What a word of an alternative dictionary stands for. */
export function numberOfWord(word: string): number {
  return createHash('md5').update(word).digest().readUInt16BE(14) & 0x7ff;
}

const consonants = 'BDFGKLMNPRSTVZ';
const vowels = 'AEIOU';

/** Six letters, so that no word is one of the standard dictionary, which has none of more than four. */
function speakable(number: number): string {
  let rest = number;
  let word = '';
  for (let syllable = 0; syllable < 3; syllable++) {
    word += consonants.charAt(rest % consonants.length);
    rest = Math.floor(rest / consonants.length);
    word += vowels.charAt(rest % vowels.length);
    rest = Math.floor(rest / vowels.length);
  }
  return word;
}
