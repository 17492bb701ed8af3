import { createSign, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { PcoError } from '../../bench/errors.ts';
import type { UserKeyType, UserKeyUse } from '../../bench/ssh-client.ts';
import { publicKeyBlob } from './key-blob.ts';

export type SignatureAlgorithm = NonNullable<UserKeyUse['algorithm']>;

interface UserKey {
  readonly type: UserKeyType;
  readonly privateKey: KeyObject;
  /** Identifier of the session that it was last used in. */
  session?: Buffer;
}

const digestOf: Readonly<Record<SignatureAlgorithm, string>> = {
  'ssh-rsa': 'sha1',
  'rsa-sha2-256': 'sha256',
  'rsa-sha2-512': 'sha512',
};

const generate = promisify(generateKeyPair) as unknown as (
  type: string,
  options: object,
) => Promise<{ privateKey: KeyObject; publicKey: KeyObject }>;

/** The key pairs of users, made for this run; the private halves never leave this object. */
export class UserKeys {
  readonly #keys = new Map<string, UserKey>();

  /** Makes a pair off the main thread; gives the line of `id_rsa.pub`. */
  async make(name: string, type: UserKeyType, bits: number): Promise<string> {
    const { privateKey, publicKey } = await generate(...generation(type, bits));
    this.#keys.set(name, { type, privateKey });
    return `${type} ${publicKeyBlob(publicKey).toString('base64')} ${name}`;
  }

  /** Its private half as PKCS 1, for the library; rejects what cannot be used so. */
  pemFor({ key: name, signature }: UserKeyUse): string {
    const key = this.#key(name);
    if (key.type !== 'ssh-rsa') {
      throw new PcoError(`the key ${name} cannot sign`, {
        expected: 'a key of type ssh-rsa',
        got: key.type,
        next: 'make it with make-key and type ssh-rsa',
      });
    }
    if (signature === 'of-another-session' && key.session === undefined) {
      throw new PcoError(
        `the key ${name} was used in no session yet, so no signature of one can come again`,
        {
          expected: 'a login with this key before',
          next: 'log in with the right signature first',
        },
      );
    }
    return key.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  }

  /**
   * The signature over what RFC 4252 section 7 names: the session identifier as a string, and the request. Wrong in
   * the way that is asked for.
   */
  sign({ key: name, signature = 'right' }: UserKeyUse, algorithm: SignatureAlgorithm, data: Buffer): Buffer {
    const key = this.#key(name);
    const end = 4 + data.readUInt32BE(0);
    const request = data.subarray(end);
    const session =
      signature === 'of-another-session' ? (key.session ?? Buffer.alloc(0)) : data.subarray(4, end);
    key.session = Buffer.from(data.subarray(4, end));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(session.length);
    const signed = createSign(digestOf[algorithm]).update(length).update(session).update(request);
    const bytes = signed.sign(key.privateKey);
    if (signature === 'one-bit-flipped') {
      const middle = bytes.length >> 1;
      bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
    }
    return bytes;
  }

  #key(name: string): UserKey {
    const key = this.#keys.get(name);
    if (key !== undefined) return key;
    throw new PcoError(`no key is called ${name}`, {
      expected: 'the name that a key was made under',
      got: this.#keys.size === 0 ? 'no key was made' : [...this.#keys.keys()].join(', '),
      next: 'make it with make-key first',
    });
  }
}

function generation(type: UserKeyType, bits: number): [string, object] {
  switch (type) {
    case 'ssh-rsa':
      return ['rsa', { modulusLength: bits, publicExponent: 0x10001 }];
    case 'ssh-dss':
      return ['dsa', { modulusLength: bits, divisorLength: 160 }];
    case 'ecdsa-sha2-nistp256':
      return ['ec', { namedCurve: 'P-256' }];
  }
}
