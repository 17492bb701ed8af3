import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { PcoError } from '../../bench/errors.ts';
import { publicKeyBlob } from '../ssh/key-blob.ts';

const generate = promisify(generateKeyPair) as unknown as (
  type: 'rsa',
  options: object,
) => Promise<{ privateKey: KeyObject; publicKey: KeyObject }>;

/** Makes an RSA key off the main thread; gives its private half. */
export async function makeRsaKey(bits: number): Promise<KeyObject> {
  return (await generate('rsa', { modulusLength: bits, publicExponent: 0x10001 })).privateKey;
}

const defaultBits = 2048;

/** The host keys of a server, made for this run; the private halves never leave this process. */
export class HostKeys {
  readonly #named = new Map<string, KeyObject>();
  #unnamed: Promise<KeyObject> | undefined;
  #stranger: Promise<KeyObject> | undefined;

  /** Gives the line of `id_rsa.pub`. */
  async make(name: string, bits: number): Promise<string> {
    const key = await makeRsaKey(bits);
    this.#named.set(name, key);
    return `ssh-rsa ${publicKeyBlob(key).toString('base64')} ${name}`;
  }

  /** The key of that name; without one, the server's own. Rejects with PcoError. */
  async get(name: string | undefined): Promise<KeyObject> {
    if (name === undefined) return (this.#unnamed ??= makeRsaKey(defaultBits));
    const key = this.#named.get(name);
    if (key !== undefined) return key;
    throw new PcoError(`no host key is called ${name}`, {
      expected: 'the name that a key was made under',
      got: this.#named.size === 0 ? 'no key was made' : [...this.#named.keys()].join(', '),
      next: 'make it with make-key first',
    });
  }

  /** A key that nobody was ever told of. */
  stranger(): Promise<KeyObject> {
    return (this.#stranger ??= makeRsaKey(defaultBits));
  }
}
