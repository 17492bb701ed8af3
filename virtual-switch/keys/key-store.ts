import { createPublicKey, type KeyObject } from 'node:crypto';

export type KeyUsage = 'General Purpose Key' | 'Signature Key' | 'Encryption Key';

export interface RsaKeyPair {
  readonly name: string;
  readonly usage: KeyUsage;
  readonly modulusBits: number;
  readonly exportable: boolean;
  /** As `show crypto key mypubkey rsa` prints it. */
  readonly generatedAt: string;
  readonly privateKey: KeyObject;
  /** Whether it is in NVRAM already. */
  stored: boolean;
}

/** The key pairs of one switch, in the order in which they were made. */
export class KeyStore {
  readonly #keys: RsaKeyPair[] = [];
  readonly #changed: () => void;

  /** `changed` is called after every change: SSH goes up and down with the keys. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get all(): readonly RsaKeyPair[] {
    return this.#keys;
  }

  named(name: string): readonly RsaKeyPair[] {
    return this.#keys.filter((key) => key.name.toLowerCase() === name.toLowerCase());
  }

  /** The pair of that name that can sign. */
  signing(name: string): RsaKeyPair | undefined {
    return this.named(name).find((key) => key.usage !== 'Encryption Key');
  }

  add(...pairs: readonly RsaKeyPair[]): void {
    this.#keys.push(...pairs);
    this.#changed();
  }

  remove(pairs: readonly RsaKeyPair[]): void {
    for (const pair of pairs) {
      const index = this.#keys.indexOf(pair);
      if (index >= 0) this.#keys.splice(index, 1);
    }
    this.#changed();
  }

  /** `write memory`. */
  markStored(): void {
    for (const key of this.#keys) key.stored = true;
  }
}

/** The public key as `ssh-rsa` wire form (RFC 4253, section 6.6). */
export function sshPublicBlob(privateKey: KeyObject): Buffer {
  const { n, e } = createPublicKey(privateKey).export({ format: 'jwk' });
  const field = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const mpint = (base64: string | undefined) => {
    const bytes = Buffer.from(base64 ?? '', 'base64url');
    return field((bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
  };
  return Buffer.concat([field(Buffer.from('ssh-rsa')), mpint(e), mpint(n)]);
}

/** The public key as X.509 SubjectPublicKeyInfo. */
export function publicKeyInfo(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
}
