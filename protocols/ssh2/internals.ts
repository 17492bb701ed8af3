import { createRequire } from 'node:module';
import type { DiffieHellman, DiffieHellmanGroup } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Connection, NegotiatedAlgorithms, ParsedKey } from 'ssh2';

/**
 * The private parts of npm ssh2 that this room reaches into, and nothing more. They have no types and no
 * promise of staying: so the version is pinned and every member is looked for before it is used.
 */

const ssh2Version = '1.17.0';

/** Encrypts one framed packet: length at 0, padding length at 4, payload from 5. */
export interface Cipher {
  outSeqno: number;
  encrypt(packet: Buffer): void;
  allocPacket(payloadLength: number): Buffer;
  readonly _macActualLen?: number;
  readonly _encBlockLen?: number;
}

export type OnPayload = (payload: Buffer) => unknown;

/** Decrypts; `_onPayload` is called with a payload whose MAC was right. */
export interface Decipher {
  inSeqno: number;
  _onPayload: OnPayload;
  decrypt(data: Buffer, from: number, length: number): unknown;
  readonly _macActualLen?: number;
  readonly _block?: Buffer;
  /** The packet_length field of the packet that is coming. */
  readonly _len?: number;
  /** The MAC that came. */
  readonly _mac?: Uint8Array;
}

export interface PacketWriter {
  readonly allocStart: number;
  readonly allocStartKEX: number;
  alloc(payloadLength: number, forceFullPacket: boolean): Buffer;
  finalize(packet: Buffer, forceFullPacket: boolean): Buffer;
}

export interface KeyExchange {
  readonly type: string;
  remoteExtInfoEnabled: boolean;
  parse(payload: Buffer): unknown;
}

/** The key exchange whose `type` is `groupex`. */
export interface GroupExchange extends KeyExchange {
  _minBits: number;
  _prefBits: number;
  _maxBits: number;
  _dh: DiffieHellman | DiffieHellmanGroup | SimpleDiffieHellman | null;
  _public: Buffer | null;
  _prime: Buffer | null;
  _generator: Buffer | null;
  generateKeys(): void;
  getDHParams(): { prime: Buffer; generator: Buffer } | undefined;
}

/** What a client knows of an exchange when the server's reply has come. */
export interface CheckedExchange extends KeyExchange {
  readonly negotiated: { readonly serverHostKey: string };
  readonly hashName: string;
  readonly _identRaw: Buffer;
  readonly _remoteIdentRaw: Buffer;
  readonly _kexinit: Buffer;
  readonly _remoteKexinit: Buffer;
  _hostKey: Buffer;
  readonly _dhData: Buffer;
  _sig: Buffer;
  readonly _minBits?: number;
  readonly _prefBits?: number;
  readonly _maxBits?: number;
  computeSecret: (theirs: Buffer) => Buffer | Error;
  convertPublicKey(theirs: Buffer): Buffer;
  getPublicKey(): Buffer;
  getDHParams?(): { prime: Buffer; generator: Buffer } | undefined;
}

/** What ssh2 uses of a Diffie-Hellman object. */
export interface SimpleDiffieHellman {
  generateKeys(): Buffer;
  computeSecret(otherPublicKey: Buffer): Buffer;
  getPrime(): Buffer;
  getGenerator(): Buffer;
}

export interface Protocol {
  _identRaw: Buffer;
  _banner: string | undefined;
  _strictMode: boolean | undefined;
  _compatFlags: number;
  _offer: object;
  _cipher: Cipher;
  _decipher: Decipher | undefined;
  _kex: KeyExchange | undefined;
  _kexinit: Buffer | undefined;
  /** Payloads that wait for the end of a key exchange. */
  _queue: Buffer[] | undefined;
  _onHandshakeComplete: (...negotiated: readonly unknown[]) => void;
  /** Undefined once the protocol is dead. */
  _destruct: ((reason?: string) => void) | undefined;
  readonly _packetRW: { readonly write: PacketWriter };
  start: (() => void) | undefined;
  readonly _onWrite: (bytes: Buffer) => void;
  disconnect(reason: number): void;
  /** Sends a request of publickey authentication: without `sign` one that only asks. */
  authPK(
    username: string,
    key: ParsedKey,
    algorithm: string | undefined,
    sign?: (data: Buffer, done: (signature: Buffer) => void) => void,
  ): void;
  rekey(): void;
  /** A client asks for a service by name. */
  service: (name: string) => void;
  /** Asks for a shell on a channel, which is named by the server's number. */
  shell: (channel: number, wantReply: boolean) => void;
  x11Forward(channel: number, request: X11Request, wantReply: boolean): void;
  /** A global request that wants a reply and means nothing. */
  ping(): void;
}

export interface X11Request {
  readonly single: boolean;
  readonly protocol: string;
  /** In hexadecimal. */
  readonly cookie: string;
  readonly screen: number;
}

export interface KexInitDirection {
  readonly cipher: readonly string[];
  readonly mac: readonly string[];
  readonly compress: readonly string[];
  readonly lang: readonly string[];
}

export interface Internals {
  readonly IncomingClient: new (
    socket: Socket,
    hostKeys: Readonly<Record<string, ParsedKey>>,
    ident: undefined,
    offer: object,
    debug: undefined,
    server: { emit(event: string, client: IncomingConnection, info: object): boolean },
    config: { readonly keepaliveInterval: number },
  ) => IncomingConnection;
  readonly KexInit: new (lists: {
    readonly kex: readonly string[];
    readonly serverHostKey: readonly string[];
    readonly cs: KexInitDirection;
    readonly sc: KexInitDirection;
  }) => object;
  readonly parseKey: (pem: string) => ParsedKey | ParsedKey[] | Error;
  readonly doFatalError: (protocol: Protocol, message: string, level: string, reason: number) => number;
  /** Encrypts a framed packet, or queues it while keys are exchanged. */
  readonly sendPacket: (protocol: Protocol, packet: Buffer) => boolean;
}

export type IncomingConnection = Connection & { readonly _protocol: unknown };
export type { NegotiatedAlgorithms };

/** What was found where ssh2 should be; handed in by the tests that show what drift looks like. */
export interface LoadedSsh2 {
  readonly manifest: unknown;
  readonly server: unknown;
  readonly kex: unknown;
  readonly keyParser: unknown;
  readonly utils: unknown;
  readonly Protocol: unknown;
}

export class Ssh2DriftError extends Error {
  override readonly name = 'Ssh2DriftError';
  constructor(problems: readonly string[]) {
    super(
      `protocols/ssh2 is written for the insides of ssh2 ${ssh2Version}, and the installed one differs: ` +
        `${problems.join('; ')}. Pin ssh2 to ${ssh2Version}, or adapt protocols/ssh2 and its tests.`,
    );
  }
}

export function loadSsh2(): LoadedSsh2 {
  const require = createRequire(import.meta.url);
  const load = (path: string): unknown => require(path) as unknown;
  return {
    manifest: load('ssh2/package.json'),
    server: load('ssh2/lib/server.js'),
    kex: load('ssh2/lib/protocol/kex.js'),
    keyParser: load('ssh2/lib/protocol/keyParser.js'),
    utils: load('ssh2/lib/protocol/utils.js'),
    Protocol: load('ssh2/lib/protocol/Protocol.js'),
  };
}

/** Everything that is not as expected, in words; empty when all is well. */
export function driftOf(loaded: LoadedSsh2): string[] {
  const version = memberOf(loaded.manifest, 'version');
  const problems = version === ssh2Version ? [] : [`its version is ${String(version)}`];
  const expected: [string, unknown][] = [
    ['lib/server.js IncomingClient', memberOf(loaded.server, 'IncomingClient')],
    ['lib/protocol/kex.js KexInit', memberOf(loaded.kex, 'KexInit')],
    ['lib/protocol/keyParser.js parseKey', memberOf(loaded.keyParser, 'parseKey')],
    ['lib/protocol/utils.js doFatalError', memberOf(loaded.utils, 'doFatalError')],
    ['lib/protocol/utils.js sendPacket', memberOf(loaded.utils, 'sendPacket')],
    ['lib/protocol/Protocol.js', loaded.Protocol],
  ];
  for (const [name, value] of expected) {
    if (typeof value !== 'function') problems.push(`${name} is gone`);
  }
  if (problems.length > 0) return problems;
  return missingFrom('Protocol', sampleProtocol(loaded), protocolMembers);
}

let checked: Internals | undefined;

/** ssh2's private parts, checked once; throws Ssh2DriftError. */
export function internals(): Internals {
  checked ??= checkedInternals();
  return checked;
}

function checkedInternals(): Internals {
  const loaded = loadSsh2();
  const problems = driftOf(loaded);
  if (problems.length > 0) throw new Ssh2DriftError(problems);
  return {
    IncomingClient: memberOf(loaded.server, 'IncomingClient') as Internals['IncomingClient'],
    KexInit: memberOf(loaded.kex, 'KexInit') as Internals['KexInit'],
    parseKey: memberOf(loaded.keyParser, 'parseKey') as Internals['parseKey'],
    doFatalError: memberOf(loaded.utils, 'doFatalError') as Internals['doFatalError'],
    sendPacket: memberOf(loaded.utils, 'sendPacket') as Internals['sendPacket'],
  };
}

/** The Protocol object of a client or of a connection of a server. */
export function protocolOf(owner: object): Protocol {
  const protocol = memberOf(owner, '_protocol');
  demand('Protocol', protocol, protocolMembers);
  return protocol as Protocol;
}

export function asKeyExchange(value: unknown): KeyExchange {
  demand('KeyExchange', value, ['type', 'remoteExtInfoEnabled', 'parse', 'start', 'finish', '_step']);
  return value as KeyExchange;
}

export function asGroupExchange(value: KeyExchange): GroupExchange {
  demand('DHGroupExchange', value, [
    '_minBits',
    '_prefBits',
    '_maxBits',
    '_dh',
    '_public',
    '_prime',
    '_generator',
    'generateKeys',
    'getDHParams',
  ]);
  return value as GroupExchange;
}

export function asCheckedExchange(value: unknown): CheckedExchange {
  demand('KeyExchange', value, [
    'negotiated',
    'hashName',
    '_identRaw',
    '_remoteIdentRaw',
    '_kexinit',
    '_remoteKexinit',
    '_hostKey',
    '_dhData',
    '_sig',
    'computeSecret',
    'convertPublicKey',
    'getPublicKey',
  ]);
  return value as CheckedExchange;
}

export function asCipher(value: unknown): Cipher {
  demand('cipher', value, ['outSeqno', 'encrypt', 'allocPacket']);
  return value as Cipher;
}

export function asDecipher(value: unknown): Decipher {
  demand('decipher', value, ['inSeqno', '_onPayload', 'decrypt']);
  return value as Decipher;
}

const protocolMembers = [
  '_identRaw',
  '_banner',
  '_strictMode',
  '_compatFlags',
  '_offer',
  '_cipher',
  '_decipher',
  '_kex',
  '_kexinit',
  '_queue',
  '_onHandshakeComplete',
  '_destruct',
  '_skipNextInboundPacket',
  '_packetRW',
  'start',
  '_onWrite',
  'disconnect',
  'authPK',
  'rekey',
  'service',
  'shell',
  'x11Forward',
  'ping',
];

function sampleProtocol(loaded: LoadedSsh2): unknown {
  const Protocol = loaded.Protocol as new (config: object) => unknown;
  const ignore = (): void => undefined;
  return new Protocol({ onWrite: ignore, onError: ignore });
}

function demand(what: string, value: unknown, members: readonly string[]): void {
  const problems = missingFrom(what, value, members);
  if (problems.length > 0) throw new Ssh2DriftError(problems);
}

function missingFrom(what: string, value: unknown, members: readonly string[]): string[] {
  if (typeof value !== 'object' || value === null) return [`${what} is gone`];
  return members.filter((member) => !(member in value)).map((member) => `${what}.${member} is gone`);
}

function memberOf(value: unknown, name: string): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
  return (value as Record<string, unknown>)[name];
}
