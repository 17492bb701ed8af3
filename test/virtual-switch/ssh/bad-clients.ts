import { connect, type Socket } from 'node:net';
import { Client } from 'ssh2';
import { patchSsh2Client } from '../../../protocols/ssh2/connect.ts';
import { protocolOf } from '../../../protocols/ssh2/internals.ts';
import { sendPayloadAtOnce } from '../../../protocols/ssh2/send-payload.ts';
import {
  boolean,
  byte,
  channelOpen,
  channelRequest,
  globalRequest,
  ptyRequest,
  string,
  uint32,
} from '../../../protocols/ssh2/write-message.ts';
import { ciphers, macs, user } from './fake-host.ts';

/** Numbers that look random and are the same for the same seed. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to and without `below`. */
  below(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }

  of<T>(all: readonly [T, ...T[]]): T {
    return all[this.below(all.length)] ?? all[0];
  }
}

export interface BadLab {
  readonly reach: { readonly host: string; readonly port: number };
  readonly random: Random;
}

/** Comes, misbehaves, and is gone when the promise settles; it never rejects. */
export type BadClient = (lab: BadLab) => Promise<void>;

/** Longest wait, in milliseconds, for the switch to end a connection that one side gave up. */
const longestWait = 8000;

type Leave = 'wait' | 'end' | 'reset';
const ways: readonly [Leave, ...Leave[]] = ['wait', 'end', 'reset'];

function leave(socket: Socket, how: Leave): void {
  if (how === 'end') socket.end();
  else if (how === 'reset') socket.resetAndDestroy();
}

/** Says something where SSH would be spoken, in two pieces, and leaves in one way or another. */
function speaks(say: (random: Random) => Buffer, how?: Leave): BadClient {
  return ({ reach, random }) =>
    new Promise((resolve) => {
      const socket = connect({ ...reach, noDelay: true });
      const cutOff = setTimeout(() => socket.destroy(), longestWait);
      socket.on('error', () => undefined);
      socket.on('data', () => undefined);
      socket.once('close', () => {
        clearTimeout(cutOff);
        resolve();
      });
      socket.once('connect', () => {
        const bytes = say(random);
        const cut = random.below(bytes.length + 1);
        socket.write(bytes.subarray(0, cut));
        setImmediate(() => {
          if (socket.writable) socket.write(bytes.subarray(cut));
          leave(socket, how ?? random.of(ways));
        });
      });
    });
}

const ident = Buffer.from('SSH-2.0-bad client\r\n');

function framed(payload: Buffer, padding = 8 - ((payload.length + 5) % 8) + 8): Buffer {
  return Buffer.concat([uint32(payload.length + padding + 1), byte(padding), payload, Buffer.alloc(padding)]);
}

function kexInit(random: Random, kex = 'diffie-hellman-group14-sha1'): Buffer {
  const lists = [kex, 'ssh-rsa', ciphers.join(','), ciphers.join(','), macs.join(','), macs.join(',')];
  return Buffer.concat([
    byte(20),
    random.bytes(16),
    ...[...lists, 'none', 'none', '', ''].map(string),
    boolean(random.below(4) === 0),
    uint32(0),
  ]);
}

/** What a Diffie-Hellman client must not send as its public key, and other first packets. */
function keyExchangePacket(random: Random): Buffer {
  const value = random.of<Buffer>([
    Buffer.alloc(0),
    byte(0),
    byte(1),
    Buffer.alloc(256, 0xff),
    Buffer.alloc(8192, 0x41),
    random.bytes(256),
  ]);
  return random.of<Buffer>([
    Buffer.concat([byte(30), string(value)]),
    Buffer.concat([byte(32), string(value)]),
    Buffer.concat([byte(34), random.bytes(12)]),
    Buffer.concat([byte(34), random.bytes(3)]),
    byte(21),
    Buffer.concat([byte(20 + random.below(30)), random.bytes(random.below(64))]),
  ]);
}

const strangers = {
  'garbage before the identification string': speaks((random) => random.bytes(1 + random.below(400))),
  'an endless identification string': speaks(() => Buffer.alloc(3000, 0x53)),
  'a line that is none of SSH': speaks((random) =>
    Buffer.from(random.of(['GET / HTTP/1.1\r\n\r\n', 'SSH-\r\n', 'SSH-9.9-x\r\n', 'SSH-2.0\r\n', '\r\n'])),
  ),
  'an identification string that ssh2 does not read': speaks((random) =>
    Buffer.from(random.of(['SSH-2.0- \r\n', 'SSH-2.1-x\r\n', 'SSH-2.0-\r\r\n', 'SSH-2.0-x\ry\r\n'])),
  ),
  'garbage after it': speaks((random) => Buffer.concat([ident, random.bytes(1 + random.below(600))])),
  'a huge length': speaks((random) =>
    Buffer.concat([
      ident,
      uint32(random.of([0xffffffff, 0x7fffffff, 35008, 262144, 0x80000000])),
      random.bytes(32),
    ]),
  ),
  'a padding longer than the packet': speaks((random) =>
    Buffer.concat([ident, uint32(12), byte(255), random.bytes(11 + random.below(40))]),
  ),
  'a truncated KEXINIT': speaks((random) => {
    const whole = framed(kexInit(random));
    return Buffer.concat([ident, whole.subarray(0, random.below(whole.length))]);
  }),
  'a KEXINIT with wrong lengths inside': speaks((random) => {
    const payload = kexInit(random);
    payload.writeUInt8(random.below(256), 17 + random.below(payload.length - 17));
    return Buffer.concat([ident, framed(payload), framed(keyExchangePacket(random))]);
  }),
  'a KEXINIT without a common algorithm': speaks((random) =>
    Buffer.concat([ident, framed(kexInit(random, 'sntrup761x25519-sha512@openssh.com'))]),
  ),
  'a packet of any type in clear': speaks((random) => {
    const packets = Array.from({ length: 1 + random.below(4) }, () =>
      framed(Buffer.concat([byte(random.below(256)), random.bytes(random.below(80))])),
    );
    return Buffer.concat([ident, ...packets]);
  }),
  'a key exchange gone wrong': speaks((random) => {
    const kex = random.of(['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1']);
    const packets = Array.from({ length: 1 + random.below(3) }, () => framed(keyExchangePacket(random)));
    return Buffer.concat([ident, framed(kexInit(random, kex)), ...packets]);
  }),
  'one that says nothing': speaks(() => Buffer.alloc(0), 'wait'),
  'one that leaves at once': speaks(() => Buffer.alloc(0), 'reset'),
  'one that leaves after its identification string': speaks(() => ident, 'reset'),
} satisfies Record<string, BadClient>;

/** Exchanges keys as it should, then sends payloads in one go, under the right keys. */
function exchanges(say: (random: Random) => readonly Buffer[], when: 'keys' | 'authenticated'): BadClient {
  return ({ reach, random }) =>
    new Promise((resolve) => {
      const socket = connect({ ...reach, noDelay: true });
      const client = new Client();
      const cutOff = setTimeout(() => socket.destroy(), longestWait);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        clearTimeout(cutOff);
        resolve();
      });
      client.on('error', () => undefined);
      const misbehave = (): void => {
        socket.cork();
        for (const payload of say(random)) {
          if (payload.length > 0) sendPayloadAtOnce(protocol, payload);
        }
        const how = random.of(ways);
        socket.uncork();
        if (how === 'wait') setTimeout(() => socket.end(), 200);
        else leave(socket, how);
      };
      if (when === 'authenticated') client.once('ready', misbehave);
      client.connect({
        sock: socket,
        username: user.name,
        readyTimeout: 0,
        keepaliveInterval: 0,
        authHandler: (_left, _partial, next) => {
          if (when === 'keys') misbehave();
          else next({ type: 'password', username: user.name, password: user.password });
        },
      });
      const protocol = protocolOf(client);
      patchSsh2Client(client, {
        offer: {
          kex: ['diffie-hellman-group1-sha1'],
          hostKey: ['ssh-rsa'],
          ciphers: [random.of(['aes128-ctr', '3des-cbc', 'aes256-cbc'])],
          macs: [random.of(['hmac-sha1', 'hmac-md5-96'])],
          compression: ['none'],
        },
        groupSizes: { min: 1024, preferred: 1024, max: 1024 },
      });
    });
}

const authenticate = (password: string, method = 'password'): Buffer =>
  Buffer.concat([
    byte(50),
    string(user.name),
    string('ssh-connection'),
    string(method),
    ...(method === 'password' ? [boolean(false), string(password)] : [string(''), string('')]),
  ]);

const garbage = (random: Random): Buffer =>
  Buffer.concat([byte(random.below(256)), random.bytes(random.below(200))]);

/** A message of the connection protocol about a channel that may be there or not. */
function channelMessage(random: Random): Buffer {
  const channel = random.of([0, 0, 0, 1, 7, 0xffffffff]);
  const requested = random.of([
    'shell',
    'exec',
    'subsystem',
    'pty-req',
    'window-change',
    'env',
    'signal',
    'x11-req',
    'x',
  ]);
  return random.of<Buffer>([
    channelOpen('session', random.below(4)),
    channelOpen(
      random.of(['direct-tcpip', 'x11', 'forwarded-tcpip', '']),
      random.below(4),
      random.bytes(random.below(60)),
    ),
    channelRequest(channel, 'shell'),
    channelRequest(
      channel,
      'exec',
      string(random.of(['show version', 'show users', '', 'x'.repeat(3000), '?', '\x00\x03'])),
    ),
    channelRequest(
      channel,
      'pty-req',
      ...ptyRequest({ rows: random.below(3), cols: random.of([0, 1, 0xffffffff]) }),
    ),
    channelRequest(
      channel,
      'window-change',
      uint32(random.of([0, 0xffffffff])),
      uint32(0),
      uint32(0),
      uint32(0),
    ),
    channelRequest(channel, requested, random.bytes(random.below(40))),
    globalRequest(
      random.of(['tcpip-forward', 'no-more-sessions@openssh.com', 'x']),
      random.bytes(random.below(40)),
    ),
    Buffer.concat([
      byte(94),
      uint32(channel),
      string(random.of(['show running-config\r', 'exit\r', 'x'.repeat(20000)])),
    ]),
    Buffer.concat([byte(93), uint32(channel), uint32(random.of([1, 0xffffffff]))]),
    Buffer.concat([byte(96), uint32(channel)]),
    Buffer.concat([byte(97), uint32(channel)]),
    Buffer.concat([byte(91), random.bytes(16)]),
    Buffer.concat([byte(99), uint32(channel)]),
  ]);
}

const several = (random: Random, most: number, make: (random: Random) => Buffer): Buffer[] =>
  Array.from({ length: 1 + random.below(most) }, () => make(random));

const guests = {
  'channel messages before the authentication': exchanges(
    (random) => several(random, 5, channelMessage),
    'keys',
  ),
  'garbage in place of an authentication': exchanges((random) => several(random, 3, garbage), 'keys'),
  'an authentication with garbage behind it': exchanges(
    (random) => [
      authenticate(random.of([user.password, 'not it', '']), random.of(['password', 'keyboard-interactive'])),
      ...several(random, 3, garbage),
    ],
    'keys',
  ),
  'many authentications at once': exchanges(
    (random) =>
      several(random, 14, () =>
        authenticate('not it', random.of(['password', 'keyboard-interactive', 'none'])),
      ),
    'keys',
  ),
  'a damaged packet': exchanges(
    (random) => [Buffer.alloc(0), random.bytes(40000).subarray(0, 36000)],
    'keys',
  ),
  'channel messages without order': exchanges(
    (random) => [channelOpen('session', 1), ...several(random, 12, channelMessage)],
    'authenticated',
  ),
  'a shell, and garbage': exchanges(
    (random) => [
      channelOpen('session', 1),
      channelRequest(0, 'shell'),
      Buffer.concat([byte(94), uint32(0), string('show running-config\r')]),
      ...several(random, 2, garbage),
    ],
    'authenticated',
  ),
  'many commands at once': exchanges(
    (random) => [
      channelOpen('session', 1),
      ...several(random, 5, () =>
        channelRequest(0, random.of(['exec', 'shell']), string('show running-config')),
      ),
    ],
    'authenticated',
  ),
  'answers that only a server gives': exchanges(
    (random) => [
      authenticate(user.password),
      Buffer.concat([byte(51), string('password'), boolean(false)]),
      byte(random.of([52, 81, 82, 99])),
    ],
    'keys',
  ),
  'data after its end': exchanges(
    () => [
      channelOpen('session', 1),
      channelRequest(0, 'shell'),
      Buffer.concat([byte(96), uint32(0)]),
      Buffer.concat([byte(94), uint32(0), string('show version\r')]),
    ],
    'authenticated',
  ),
  'a channel that takes no bytes': exchanges(
    (random) => [
      Buffer.concat([
        byte(90),
        string('session'),
        uint32(1),
        uint32(random.of([0, 100, 100000])),
        uint32(random.of([0, 1])),
      ]),
      channelRequest(0, 'exec', string('show version')),
    ],
    'authenticated',
  ),
  'a rekey gone wrong': exchanges(
    (random) => [
      channelOpen('session', 1),
      kexInit(random),
      keyExchangePacket(random),
      channelMessage(random),
    ],
    'authenticated',
  ),
  'a session without a channel': exchanges(() => [], 'authenticated'),
} satisfies Record<string, BadClient>;

/** Those that go away before keys are exchanged; thousands of them come in no time. */
export const badStrangers: Readonly<Record<string, BadClient>> = strangers;
/** Those that exchange keys; each costs a Diffie-Hellman on both sides. */
export const badGuests: Readonly<Record<string, BadClient>> = guests;
