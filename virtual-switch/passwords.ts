import { createHash, pbkdf2Sync, randomInt, scryptSync } from 'node:crypto';

/** The forms of `secret`: 5 MD5 of many rounds, 8 PBKDF2 with SHA-256, 9 scrypt. */
export type SecretType = 5 | 8 | 9;

/** As running-config holds it: a secret, 0 in clear, 7 the reversible Vigenère form. */
export interface StoredPassword {
  readonly type: 0 | 7 | SecretType;
  readonly text: string;
}

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const salted = /^\$1\$([^$]{1,8})\$[./0-9A-Za-z]{22}$/;

const derived = /^\$([89])\$([./0-9A-Za-z]{14})\$[./0-9A-Za-z]{43}$/;

/** Makes what `secret PASSWORD` stores. */
export function hashSecret(password: string, type: SecretType = 5): StoredPassword {
  const letters = type === 5 ? 4 : 14;
  const salt = Array.from({ length: letters }, () => alphabet[randomInt(alphabet.length)]).join('');
  return { type, text: secretText(type, password, salt) };
}

/**
 * Reads `5 $1$…`, `8 $8$…` or `9 $9$…` typed by hand or from a startup configuration, or hashes what is in clear;
 * undefined when it is no such hash.
 */
export function readSecret(
  type: string | undefined,
  text: string,
  made: SecretType = 5,
): StoredPassword | undefined {
  if (type === undefined || type === '0') return hashSecret(text, made);
  if (type === '5') return salted.test(text) ? { type: 5, text } : undefined;
  return derived.exec(text)?.[1] === type ? { type: type === '8' ? 8 : 9, text } : undefined;
}

function secretText(type: SecretType, password: string, salt: string): string {
  if (type === 5) return md5crypt(password, salt);
  const key =
    type === 8
      ? pbkdf2Sync(password, salt, 20_000, 32, 'sha256')
      : scryptSync(password, salt, 32, { N: 16_384, r: 1, p: 1 });
  return `$${type}$${salt}$${base64(key)}`;
}

/** Base 64 with the letters of crypt. */
function base64(bytes: Buffer): string {
  const usual = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return bytes
    .toString('base64')
    .replaceAll('=', '')
    .replaceAll(/./g, (letter) => alphabet[usual.indexOf(letter)] ?? '');
}

/** Reads `password [0|7] TEXT`. */
export function readPassword(type: string | undefined, text: string): StoredPassword | undefined {
  if (type === undefined || type === '0') return { type: 0, text };
  return type === '7' && reveal(text) !== undefined ? { type: 7, text } : undefined;
}

export function matches(stored: StoredPassword, typed: string): boolean {
  if (stored.type === 0) return stored.text === typed;
  if (stored.type === 7) return reveal(stored.text) === typed;
  const salt = salted.exec(stored.text)?.[1] ?? derived.exec(stored.text)?.[2];
  return salt !== undefined && secretText(stored.type, typed, salt) === stored.text;
}

/** The text of one that can be read again; undefined of a hash. */
export function revealed({ type, text }: StoredPassword): string | undefined {
  return type === 0 ? text : type === 7 ? reveal(text) : undefined;
}

/** `service password-encryption`. */
export function conceal(stored: StoredPassword): StoredPassword {
  if (stored.type !== 0) return stored;
  const start = randomInt(16);
  const bytes = Buffer.from(
    Buffer.from(stored.text, 'latin1').map((byte, index) => byte ^ keyByte(start + index)),
  );
  return { type: 7, text: String(start).padStart(2, '0') + bytes.toString('hex').toUpperCase() };
}

const type7Key = 'dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87';
const keyByte = (index: number) => type7Key.charCodeAt(index % type7Key.length);

function reveal(text: string): string | undefined {
  const parts = /^(\d\d)((?:[0-9A-Fa-f]{2})*)$/.exec(text);
  if (parts?.[1] === undefined || parts[2] === undefined) return undefined;
  const start = Number(parts[1]);
  return Buffer.from(
    Buffer.from(parts[2], 'hex').map((byte, index) => byte ^ keyByte(start + index)),
  ).toString('latin1');
}

/** The MD5 crypt of FreeBSD, which `secret 5` uses. */
function md5crypt(password: string, salt: string): string {
  const pass = Buffer.from(password, 'latin1');
  const saltBytes = Buffer.from(salt, 'latin1');
  const md5 = (...parts: Buffer[]) => createHash('md5').update(Buffer.concat(parts)).digest();
  const alternate = md5(pass, saltBytes, pass);
  const first: Buffer[] = [pass, Buffer.from('$1$'), saltBytes];
  for (let left = pass.length; left > 0; left -= 16) first.push(alternate.subarray(0, Math.min(16, left)));
  for (let bits = pass.length; bits > 0; bits >>= 1) {
    first.push(bits & 1 ? Buffer.from([0]) : pass.subarray(0, 1));
  }
  let digest = md5(...first);
  for (let round = 0; round < 1000; round += 1) {
    const odd = (round & 1) === 1;
    const parts = [odd ? pass : digest];
    if (round % 3 !== 0) parts.push(saltBytes);
    if (round % 7 !== 0) parts.push(pass);
    parts.push(odd ? digest : pass);
    digest = md5(...parts);
  }
  const at = (index: number) => digest[index] ?? 0;
  let text = '';
  const encode = (value: number, length: number) => {
    for (let left = length, rest = value; left > 0; left -= 1, rest >>= 6)
      text += alphabet[rest & 0x3f] ?? '';
  };
  for (const [high, middle, low] of [
    [0, 6, 12],
    [1, 7, 13],
    [2, 8, 14],
    [3, 9, 15],
    [4, 10, 5],
  ] as const) {
    encode((at(high) << 16) | (at(middle) << 8) | at(low), 4);
  }
  encode(at(11), 2);
  return `$1$${salt}$${text}`;
}
