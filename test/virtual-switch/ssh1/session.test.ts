import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import t, { type Test } from 'tap';
import { string, uint32 } from '../../../protocols/ssh1/fields.ts';
import {
  type PublicKeyMessage,
  readPublicKey,
  readString,
  writePtyRequest,
  writeSessionKey,
} from '../../../protocols/ssh1/messages.ts';
import { message } from '../../../protocols/ssh1/numbers.ts';
import { type Packet, writePacket } from '../../../protocols/ssh1/packets.ts';
import { encryptorOf } from '../../../protocols/ssh1/des.ts';
import { sealSessionKey, sessionId } from '../../../protocols/ssh1/session-key.ts';
import { Ssh1Transport } from '../../../protocols/ssh1/transport.ts';
import type { SshDebugLine } from '../../../virtual-switch/ssh/host.ts';
import { debugForm } from '../../../virtual-switch/ssh/debug-forms.ts';
import { startSshServer } from '../../../virtual-switch/ssh/server.ts';
import { FakeHost, user } from '../ssh/fake-host.ts';

async function lab(t: Test, settings: ConstructorParameters<typeof FakeHost>[0] = {}) {
  const host = new FakeHost(settings);
  const told: string[] = [];
  Object.assign(host, {
    debug: (_line: unknown, line: SshDebugLine) => {
      const text = line.text(debugForm('03.03SE', 'everything'));
      if (typeof text === 'string') told.push(text);
    },
  });
  const service = { address: '192.0.2.1', port: 22 };
  const server = await startSshServer({ host, listen: { host: '127.0.2.1', port: 0 }, service });
  t.teardown(() => server.close());
  return { host, told, port: server.port };
}

/** A client that says what a test wants it to say. */
class RawClient {
  readonly socket: Socket;
  readonly #packets: Packet[] = [];
  #wake: () => void = () => undefined;
  #over = false;
  transport: Ssh1Transport | undefined;

  constructor(t: Test, port: number) {
    this.socket = connect(port, '127.0.2.1');
    this.socket.on('error', () => undefined);
    this.socket.once('close', () => {
      this.#over = true;
      this.#wake();
    });
    t.teardown(() => this.socket.destroy());
  }

  async announce(): Promise<PublicKeyMessage> {
    await once(this.socket, 'data');
    this.socket.pause();
    this.socket.write('SSH-1.5-test\r\n');
    this.transport = new Ssh1Transport({
      socket: this.socket,
      ahead: Buffer.alloc(0),
      onPacket: (packet) => {
        this.#packets.push(packet);
        this.#wake();
      },
      onBroken: (error) => this.socket.destroy(error),
    });
    return readPublicKey((await this.next())?.data ?? Buffer.alloc(0));
  }

  /** The next packet, or undefined at the end of the connection. */
  async next(): Promise<Packet | undefined> {
    for (;;) {
      const packet = this.#packets.shift();
      if (packet !== undefined || this.#over) return packet;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  send(type: number, ...parts: readonly Uint8Array[]): void {
    this.transport?.send(type, ...parts);
  }

  /** What the server says before it hangs up. */
  async farewell(): Promise<string | undefined> {
    let text: string | undefined;
    for (let packet = await this.next(); packet !== undefined; packet = await this.next()) {
      if (packet.type === message.disconnect) text = readString(packet.data).toString();
    }
    return text;
  }

  /** Sends a session key, and does not go over to it. */
  async sendKey(change: Partial<Parameters<typeof writeSessionKey>[0]> = {}): Promise<Buffer> {
    const keys = await this.announce();
    const key = randomBytes(32);
    const id = sessionId(keys.host, keys.server, keys.cookie);
    const asked = { cipher: 3, cookie: keys.cookie, sealed: sealSessionKey(key, keys, id), flags: 0 };
    this.send(message.clientSessionKey, writeSessionKey({ ...asked, ...change }));
    return key;
  }

  async keys(): Promise<Buffer> {
    const key = await this.sendKey();
    this.transport?.encrypt('3des', key);
    return key;
  }

  async login(): Promise<Buffer> {
    const key = await this.keys();
    await this.next();
    this.send(message.clientUser, string(user.name));
    await this.next();
    this.send(message.clientAuthPassword, string(user.password));
    await this.next();
    return key;
  }
}

t.test('a session as it goes, and what debug tells of it', async (t) => {
  const { host, told, port } = await lab(t);
  const client = new RawClient(t, port);
  await client.login();
  client.send(message.clientRequestPty, writePtyRequest({ term: 'vt100', rows: 50, columns: 132 }));
  t.equal((await client.next())?.type, message.serverSuccess);
  client.send(message.clientX11RequestForwarding, string('x'), string('y'), uint32(0));
  t.equal((await client.next())?.type, message.serverFailure);
  client.send(message.clientExecShell);
  t.equal((await client.next())?.type, message.serverStdoutData);
  t.match(host.terminals[0], { width: 132, height: 50 });
  client.send(message.clientWindowSize, uint32(20), uint32(100), uint32(0), uint32(0));
  client.send(message.clientStdinData, string('exit\r'));
  for (;;) {
    const packet = await client.next();
    if (packet?.type === message.serverExitStatus) break;
    t.equal(packet?.type, message.serverStdoutData);
  }
  t.match(host.terminals[0], { width: 100, height: 20 }, 'the terminal follows the window');
  client.send(message.clientExitConfirmation);
  await host.until(() => host.linesTaken === 0);
  t.same(
    host.states.map(
      (state) => state && `${state.version} ${state.in.cipher} ${state.state}: ${state.username}`,
    ),
    ['1 3DES Keys exchanged: ', '1 3DES Session open: cisco', '1 3DES Session started: cisco', undefined],
  );
  // The number in it is a byte shorter once in 256 times.
  t.same(
    told.map((text) => text.replace(/(?<=SESSION_KEY msg - length 14)[12]/, '3')),
    [
      'SSH0: starting SSH control process',
      'SSH0: sent protocol version id SSH-1.99-Cisco-1.25',
      'SSH0: protocol version id is - SSH-1.5-test',
      'SSH0: SSH_SMSG_PUBLIC_KEY msg',
      'SSH0: SSH_CMSG_SESSION_KEY msg - length 143, type 0x03',
      ...['SSH: RSA decrypt started', 'SSH: RSA decrypt finished'],
      ...['SSH: RSA decrypt started', 'SSH: RSA decrypt finished'],
      'SSH0: sending encryption confirmation',
      'SSH0: keys exchanged and encryption on',
      'SSH0: SSH_CMSG_USER message received',
      'SSH0: authentication request for userid cisco',
      'SSH0: SSH_SMSG_FAILURE message sent',
      'SSH0: SSH_CMSG_AUTH_PASSWORD message received',
      'SSH0: authentication successful for cisco',
      'SSH0: requesting TTY',
      'SSH0: setting TTY - requested: length 50, width 132; set: length 50, width 132',
      'SSH0: invalid request - 0x22',
      'SSH0: SSH_CMSG_EXEC_SHELL message received',
      'SSH0: starting shell for vty',
      'SSH0: Session terminated normally',
    ],
  );
});

t.test('one byte at a time', async (t) => {
  const { host, port } = await lab(t);
  const client = new RawClient(t, port);
  const write = client.socket.write.bind(client.socket);
  client.socket.setNoDelay(true);
  client.socket.write = (bytes: Uint8Array | string) => {
    for (const byte of Buffer.from(bytes as Uint8Array)) write(Buffer.from([byte]));
    return true;
  };
  await client.login();
  client.send(message.clientExecShell);
  t.equal((await client.next())?.type, message.serverStdoutData);
  client.socket.destroy();
  await host.until(() => host.linesTaken === 0);
  t.equal(host.hungUp.length, 1, 'and a dirty end gives the line back');
});

t.test('what breaks the protocol is told why, and gives the line back', async (t) => {
  const cases: Record<string, (client: RawClient) => Promise<unknown>> = {
    'IP Spoofing check bytes do not match.': (client) => client.sendKey({ cookie: Buffer.alloc(8) }),
    'Cipher type not supported.': (client) => client.sendKey({ cipher: 6 }),
    'Protocol error.': (client) => client.sendKey({ sealed: randomBytes(127) }),
    'Protocol error: packet type 4 was not expected.': async (client) => {
      await client.announce();
      client.send(message.clientUser, string('cisco'));
    },
    'Protocol error: packet type 9 was not expected.': async (client) => {
      await client.keys();
      await client.next();
      client.send(message.clientAuthPassword, string('x'));
    },
    'Bad packet length.': async (client) => {
      await client.announce();
      client.socket.write(Buffer.alloc(100, 0xff));
    },
    'Corrupted check bytes on input.': async (client) => {
      const key = await client.keys();
      await client.next();
      const damaged = writePacket(message.clientUser, string('cisco'), encryptorOf('3des', key));
      damaged[10] = (damaged[10] ?? 0) ^ 1;
      client.socket.write(damaged);
    },
  };
  const { host, port } = await lab(t);
  for (const [reason, speak] of Object.entries(cases)) {
    const client = new RawClient(t, port);
    await speak(client);
    t.equal(await client.farewell(), reason);
    await host.until(() => host.linesTaken === 0);
  }
  t.equal(host.clock.busyCount, 0);
  t.equal(host.clock.timers, 0);
  t.equal(host.logged.filter((line) => line.includes('SSH_CLOSE')).length, Object.keys(cases).length);
});

t.test('a storm of garbage: no line is lost', async (t) => {
  const { host, port } = await lab(t);
  const storm = Array.from({ length: 40 }, async (_, index) => {
    const socket = connect(port, '127.0.2.1');
    socket.on('error', () => undefined);
    socket.resume();
    socket.on('connect', () => {
      socket.write('SSH-1.5-storm\n');
      socket.write(randomBytes(index * 7));
      if (index % 3 === 0) socket.destroy();
      else if (index % 3 === 1) socket.end();
      else setTimeout(() => socket.resetAndDestroy(), index);
    });
    await once(socket, 'close');
  });
  await Promise.all(storm);
  await host.until(() => host.linesTaken === 0);
  const client = new RawClient(t, port);
  await client.login();
  t.equal(host.linesTaken, 1, 'and the next client is served');
});

t.test('the password is asked for as often as the retries say, then the time-out', async (t) => {
  const { host, port } = await lab(t, { authenticationRetries: 0, timeOutSeconds: 30 });
  const guessing = new RawClient(t, port);
  await guessing.keys();
  await guessing.next();
  guessing.send(message.clientUser, string(user.name));
  await guessing.next();
  guessing.send(message.clientAuthRhosts, string('root'));
  t.equal((await guessing.next())?.type, message.serverFailure, 'another method is no attempt');
  guessing.send(message.clientAuthPassword, string('not it'));
  t.equal(await guessing.farewell(), 'Too many authentication failures');
  await host.until(() => host.linesTaken === 0);
  const silent = new RawClient(t, port);
  await silent.keys();
  await silent.next();
  host.clock.advance(30_000);
  t.equal(await silent.farewell(), undefined);
  await host.until(() => host.linesTaken === 0);
});
