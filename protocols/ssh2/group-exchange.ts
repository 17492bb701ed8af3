import { createDiffieHellmanGroup, randomBytes } from 'node:crypto';
import {
  type GroupExchange,
  internals,
  type KeyExchange,
  type Protocol,
  type SimpleDiffieHellman,
} from './internals.ts';
import { bitLength, disconnectReason, message, readGexGroup, readGexRequest } from './messages.ts';
import { sendPayloadAtOnce } from './send-payload.ts';

/** Sizes in bits that a client asks for (RFC 4419 section 3). */
export interface GroupSizes {
  readonly min: number;
  readonly preferred: number;
  readonly max: number;
}

/** The groups that are handed out: the sizes that `ip ssh dh min size` knows. */
const groups = [
  { bits: 1024, name: 'modp2' },
  { bits: 2048, name: 'modp14' },
  { bits: 4096, name: 'modp16' },
] as const;

/** The smallest group that is as large as preferred, else the largest that is allowed. */
export function chooseGroup(
  asked: GroupSizes,
  minBits: number,
  sizes: readonly number[] = groups.map(({ bits }) => bits),
): (typeof groups)[number] | undefined {
  const allowed = groups.filter(
    ({ bits }) => sizes.includes(bits) && bits >= Math.max(asked.min, minBits) && bits <= asked.max,
  );
  return allowed.find(({ bits }) => bits >= asked.preferred) ?? allowed.at(-1);
}

export interface GroupExchangeServer {
  readonly minBits: number;
  /** Sizes of the groups that it gives; all that are known where left out. */
  readonly sizes?: readonly number[] | undefined;
  /** `chosen` is undefined when no group of the server's lies within what was asked for. */
  readonly onRequest?: ((asked: GroupSizes, chosen: number | undefined) => void) | undefined;
}

/**
 * The server's side of RFC 4419, which ssh2 lacks. The old request (30, section 5) is refused: its exchange
 * hash has another form. `asGexReply` runs a step in which ssh2 sends KEXDH_REPLY for what must go out as
 * KEX_DH_GEX_REPLY.
 */
export function serveGroupExchange(
  protocol: Protocol,
  kex: GroupExchange,
  options: GroupExchangeServer,
  asGexReply: (step: () => unknown) => unknown,
): void {
  const { doFatalError } = internals();
  const refuse = (why: string): number =>
    doFatalError(protocol, why, 'handshake', disconnectReason.keyExchangeFailed);
  // DHGroupExchange over KeyExchange: the latter's parse is the plain Diffie-Hellman that follows the group.
  const plain = (Object.getPrototypeOf(Object.getPrototypeOf(kex)) as KeyExchange).parse.bind(kex);
  let step: 'request' | 'init' | 'rest' = 'request';

  kex.parse = (payload) => {
    if (step === 'rest') return plain(payload);
    if (step === 'init') {
      if (payload[0] !== message.gexInit) return refuse('Expected KEX_DH_GEX_INIT');
      step = 'rest';
      const init = Buffer.from(payload);
      init[0] = message.kexdhInit;
      return asGexReply(() => plain(init));
    }
    if (payload[0] !== message.gexRequest || payload.length < 13)
      return refuse('Expected KEX_DH_GEX_REQUEST');
    const asked = readGexRequest(payload);
    const group = chooseGroup(asked, options.minBits, options.sizes);
    options.onRequest?.(asked, group?.bits);
    if (group === undefined) return refuse('No group of the size that was asked for');
    kex._minBits = asked.min;
    kex._prefBits = asked.preferred;
    kex._maxBits = asked.max;
    // By name: createDiffieHellman(prime) checks the prime in the foreground, which takes seconds.
    const dh = createDiffieHellmanGroup(group.name);
    kex._dh = dh;
    kex._public = dh.generateKeys();
    sendGroup(protocol, kex);
    step = 'init';
    return undefined;
  };
}

function sendGroup(protocol: Protocol, kex: GroupExchange): void {
  const parameters = kex.getDHParams();
  if (parameters === undefined) throw new Error('ssh2 has no parameters for the group that was just set');
  const payload = Buffer.concat([
    Buffer.from([message.gexGroup]),
    lengthPrefixed(parameters.prime),
    lengthPrefixed(parameters.generator),
  ]);
  sendPayloadAtOnce(protocol, payload);
}

function lengthPrefixed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** The client's side: asks for these sizes and computes without checking the server's prime. */
export function askForGroup(kex: GroupExchange, sizes: GroupSizes): void {
  kex._minBits = sizes.min;
  kex._prefBits = sizes.preferred;
  kex._maxBits = sizes.max;
  kex.generateKeys = () => {
    if (kex._dh !== null || kex._prime === null || kex._generator === null) return;
    kex._dh = new UncheckedDiffieHellman(kex._prime, kex._generator);
    kex._public = kex._dh.generateKeys();
  };
}

export function bitsOfGroup(payload: Uint8Array): number {
  return bitLength(readGexGroup(payload).prime);
}

/**
 * Diffie-Hellman in a group that somebody else chose. Node's createDiffieHellman(prime) first tests whether
 * the prime is one, in the foreground: 0.3 s for 2048 bits, 4 s for 4096. A test client takes the device's word.
 */
export class UncheckedDiffieHellman implements SimpleDiffieHellman {
  readonly #prime: bigint;
  readonly #generator: bigint;
  readonly #size: number;
  readonly #secret: bigint;
  constructor(prime: Buffer, generator: Buffer) {
    this.#prime = toNumber(prime);
    this.#generator = toNumber(generator);
    this.#size = Math.ceil(bitLength(prime) / 8);
    if (this.#prime < 5n) throw new Error('The server sent a Diffie-Hellman group without a prime');
    // Twice the bits of the strongest cipher and hash in use, as RFC 4419 section 6.2 asks.
    this.#secret = (toNumber(randomBytes(Math.min(64, this.#size))) % (this.#prime - 3n)) + 2n;
  }

  generateKeys(): Buffer {
    return this.#toBytes(modularPower(this.#generator, this.#secret, this.#prime));
  }

  /** Throws when the other's public key lies outside of [1, p-1] (RFC 4253 section 8). */
  computeSecret(otherPublicKey: Buffer): Buffer {
    const other = toNumber(otherPublicKey);
    if (other < 1n || other >= this.#prime) throw new Error('The Diffie-Hellman public key is out of range');
    return this.#toBytes(modularPower(other, this.#secret, this.#prime));
  }

  getPrime(): Buffer {
    return this.#toBytes(this.#prime);
  }

  getGenerator(): Buffer {
    const hex = this.#generator.toString(16);
    return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  }

  #toBytes(number: bigint): Buffer {
    return Buffer.from(number.toString(16).padStart(this.#size * 2, '0'), 'hex');
  }
}

function toNumber(bytes: Buffer): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${bytes.toString('hex')}`);
}

function modularPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
