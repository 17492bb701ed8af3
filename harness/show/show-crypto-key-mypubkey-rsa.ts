import { bitsOfEcKeyData } from './ec-curve-bits.ts';
import { bitsOfRsaKeyData } from './rsa-modulus-bits.ts';

/** A key pair of the device. Every field is absent where its line is. */
export interface ShownKeyPair {
  readonly generatedAt?: string;
  readonly name?: string;
  /** `RSA`, `EC`. */
  readonly type?: string;
  /** Of the modulus or the curve: as newer releases print it, otherwise read in the key data. */
  readonly bits?: number;
  /** Made by SSH for itself (`NAME.server`). */
  readonly temporary?: true;
  /** `private-config`, or the device that holds the key. */
  readonly storage?: string;
  /** `General Purpose Key`, `Signature Key`, `Encryption Key`. */
  readonly usage?: string;
  readonly exportable?: boolean;
  readonly redundancy?: boolean;
  /** Hexadecimal, without blanks; absent where the device or a report left it out. */
  readonly data?: string;
}

export interface ShowCryptoKeyMypubkeyRsa {
  readonly keys: readonly ShownKeyPair[];
  readonly unknown: readonly string[];
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export function parseShowCryptoKeyMypubkeyRsa(output: readonly string[]): ShowCryptoKeyMypubkeyRsa {
  const keys: Mutable<ShownKeyPair>[] = [];
  const unknown: string[] = [];
  let inData = false;
  for (const raw of output) {
    const line = raw.trim();
    if (line === '') continue;
    const [, generatedAt] = /^% Key pair was generated at: (.+)$/.exec(line) ?? [];
    const [, name] = /^Key name: (\S+)$/.exec(line) ?? [];
    let key = keys.at(-1);
    if (generatedAt !== undefined || (name !== undefined && key?.name !== undefined) || key === undefined) {
      if (generatedAt === undefined && name === undefined) {
        unknown.push(line);
        continue;
      }
      key = {};
      keys.push(key);
      inData = false;
    }
    if (generatedAt !== undefined) key.generatedAt = generatedAt;
    else if (name !== undefined) key.name = name;
    else if (line === 'Key Data:') inData = true;
    else if (inData && /^[0-9A-F]{2,8}(?: [0-9A-F]{2,8})*$/i.test(line)) {
      key.data = (key.data ?? '') + line.replaceAll(' ', '');
    } else if (!readFact(line, key)) unknown.push(line);
  }
  for (const key of keys) {
    const bits = key.bits ?? bitsOfKeyData(key.data ?? '');
    if (bits !== undefined) key.bits = bits;
  }
  return { keys, unknown };
}

function bitsOfKeyData(data: string): number | undefined {
  return bitsOfRsaKeyData(data) ?? bitsOfEcKeyData(data);
}

/** Takes a line about the key; false for one that says nothing known. */
function readFact(line: string, key: Mutable<ShownKeyPair>): boolean {
  const type = /^Key type: (\S+) KEYS(?:\s+(\d+) bits)?$/.exec(line);
  const storage = /^(?:Storage Device|On Cryptographic Device): (.+)$/.exec(line);
  const usage = /^Usage: (.+)$/.exec(line);
  const exportable = /^Key is (not )?exportable\.(?: Redundancy (enabled|disabled)\.)?$/.exec(line);
  if (type) {
    key.type = type[1] ?? '';
    if (type[2] !== undefined) key.bits = Number(type[2]);
  } else if (storage) {
    key.storage = storage[1] ?? '';
  } else if (usage) {
    key.usage = usage[1] ?? '';
  } else if (exportable) {
    key.exportable = exportable[1] === undefined;
    if (exportable[2] !== undefined) key.redundancy = exportable[2] === 'enabled';
  } else if (line === 'Temporary key') {
    key.temporary = true;
  } else {
    return false;
  }
  return true;
}
