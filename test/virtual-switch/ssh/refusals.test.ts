import { once } from 'node:events';
import { connect } from 'node:net';
import { Client } from 'ssh2';
import t, { type Test } from 'tap';
import { patchSsh2Client } from '../../../protocols/ssh2/connect.ts';
import { protocolOf } from '../../../protocols/ssh2/internals.ts';
import { message } from '../../../protocols/ssh2/messages.ts';
import { sendPayloadAtOnce } from '../../../protocols/ssh2/send-payload.ts';
import {
  boolean,
  byte,
  channelOpen,
  channelRequest,
  string,
  uint32,
} from '../../../protocols/ssh2/write-message.ts';
import { startSshServer } from '../../../virtual-switch/ssh/server.ts';
import { ciphers, FakeHost, macs, user } from './fake-host.ts';

interface Heard {
  readonly host: FakeHost;
  /** Types of the messages that came after what was sent. */
  readonly types: readonly number[];
}

/** Logs in, says this in one go, and gives what came until the switch ended it or `until` did. */
async function afterSaying(
  t: Test,
  payloads: readonly Buffer[],
  { until, when = 'authenticated' }: { until?: number; when?: 'keys' | 'authenticated' } = {},
): Promise<Heard> {
  const host = new FakeHost();
  const service = { address: '192.0.2.1', port: 22 };
  const server = await startSshServer({ host, listen: { host: '127.0.2.1', port: 0 }, service });
  t.teardown(() => server.close());
  const socket = connect(server.port, server.address);
  const client = new Client();
  t.teardown(() => void client.destroy());
  client.on('error', () => undefined);
  const types: number[] = [];
  const say = (): void => {
    types.length = 0;
    for (const payload of payloads) sendPayloadAtOnce(protocolOf(client), payload);
  };
  client.once('ready', () => {
    if (when === 'authenticated') say();
  });
  client.connect({
    sock: socket,
    username: user.name,
    readyTimeout: 0,
    authHandler: (_left, _partial, next) => {
      if (when === 'keys') say();
      else next({ type: 'password', username: user.name, password: user.password });
    },
  });
  const heard = new Promise<void>((resolve) => {
    patchSsh2Client(client, {
      offer: {
        kex: ['diffie-hellman-group1-sha1'],
        hostKey: ['ssh-rsa'],
        ciphers,
        macs,
        compression: ['none'],
      },
      groupSizes: { min: 1024, preferred: 1024, max: 1024 },
      onPacket: ({ direction, type }) => {
        if (direction === 'out') return;
        types.push(type);
        if (type === until) resolve();
      },
    });
  });
  await Promise.race([heard, once(socket, 'close')]);
  socket.destroy();
  await host.until(() => host.linesTaken === 0);
  return { host, types };
}

const shell = [channelOpen('session', 7), channelRequest(0, 'shell')];
const eof = Buffer.concat([byte(message.channelEof), uint32(0)]);
const data = Buffer.concat([byte(message.channelData), uint32(0), string('show version\r')]);
const unexpected =
  '%SSH-4-SSH2_UNEXPECTED_MSG: Unexpected message type has arrived. Terminating the connection from 127.0.0.1';

t.test('a second program on a session is refused, and the first goes on', async (t) => {
  for (const second of ['shell', 'exec'] as const) {
    const request = channelRequest(0, second, ...(second === 'exec' ? [string('show version')] : []));
    const { host, types } = await afterSaying(t, [...shell, request], { until: message.channelFailure });
    t.ok(types.includes(message.channelSuccess));
    t.equal(host.terminals.length, 1);
  }
});

t.test('a program after the end of the client is refused', async (t) => {
  const { host } = await afterSaying(t, [channelOpen('session', 7), eof, channelRequest(0, 'shell')], {
    until: message.channelFailure,
  });
  t.equal(host.terminals.length, 0);
});

t.test('a channel that takes packets of no bytes is refused', async (t) => {
  const open = Buffer.concat([byte(message.channelOpen), string('session'), uint32(7), uint32(9), uint32(0)]);
  const { types } = await afterSaying(t, [open], { until: message.channelOpenFailure });
  t.same(types, [message.channelOpenFailure]);
});

t.test('messages out of order end the connection, and the log says so', async (t) => {
  const serverSays = Buffer.concat([byte(message.userauthFailure), string('password'), boolean(false)]);
  const authenticate = Buffer.concat([
    byte(message.userauthRequest),
    ...[user.name, 'ssh-connection', 'password'].map(string),
    boolean(false),
    string(user.password),
  ]);
  const cases: [string, readonly Buffer[], 'keys' | 'authenticated'][] = [
    ['a channel before the authentication', [channelOpen('session', 7)], 'keys'],
    ['what only a server says, behind the right password', [authenticate, serverSays], 'keys'],
    ['a message that nobody knows', [byte(200)], 'authenticated'],
    ['a channel that is not open', [channelRequest(3, 'shell')], 'authenticated'],
    ['data after the end', [...shell, eof, data], 'authenticated'],
    ['a key exchange that nobody began', [byte(message.newKeys)], 'authenticated'],
  ];
  for (const [title, payloads, when] of cases) {
    const { host } = await afterSaying(t, payloads, { when });
    t.ok(host.logged.includes(unexpected), title);
  }
});

t.test('a login after the login is ignored', async (t) => {
  const again = Buffer.concat([
    byte(message.userauthRequest),
    ...[user.name, 'ssh-connection', 'none'].map(string),
  ]);
  const { types } = await afterSaying(t, [again, channelOpen('session', 7)], {
    until: message.channelOpenConfirmation,
  });
  t.same(types, [message.channelOpenConfirmation]);
});

t.test('a packet that is too long', async (t) => {
  const host = new FakeHost();
  const service = { address: '192.0.2.1', port: 22 };
  const server = await startSshServer({ host, listen: { host: '127.0.2.1', port: 0 }, service });
  t.teardown(() => server.close());
  const socket = connect(server.port, server.address);
  socket.resume();
  socket.write(Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), uint32(35_008), Buffer.alloc(16)]));
  await once(socket, 'close');
  t.match(host.logged, ['%SSH-3-BAD_PACK_LEN: Bad packet length 35008']);
});
