import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { Client } from 'ssh2';
import t, { type Test } from 'tap';
import { patchSsh2Client } from '../../../protocols/ssh2/connect.ts';
import { type SshServer, startSshServer } from '../../../virtual-switch/ssh/server.ts';
import { ciphers, exchanges, FakeHost, macs, user } from './fake-host.ts';

const service = { address: '192.0.2.1', port: 22 };

async function lab(
  t: Test,
  settings: ConstructorParameters<typeof FakeHost>[0] = {},
): Promise<{ host: FakeHost; server: SshServer }> {
  const host = new FakeHost(settings);
  const server = await startSshServer({ host, listen: { host: '127.0.2.1', port: 0 }, service });
  t.teardown(() => server.close());
  return { host, server };
}

/** A connection on which nothing is spoken, with all that the server said and how it ended. */
function rawConnection(t: Test, port: number): { socket: Socket; heard: Promise<string> } {
  const socket = connect(port, '127.0.2.1');
  t.teardown(() => socket.destroy());
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
  });
  const heard = new Promise<string>((resolve) => {
    socket.on('error', (error: Error & { code?: string }) => resolve(error.code ?? error.message));
    socket.on('end', () => resolve(text));
  });
  return { socket, heard };
}

function ssh2Client(
  t: Test,
  port: number,
  answers: (attempt: number) => string,
): { client: Client; attempts: () => number; ended: Promise<Error | undefined> } {
  const client = new Client();
  t.teardown(() => void client.destroy());
  let attempts = 0;
  let failure: Error | undefined;
  client.on('error', (error) => {
    failure ??= error;
  });
  const ended = new Promise<Error | undefined>((resolve) => client.on('close', () => resolve(failure)));
  client.connect({
    host: '127.0.2.1',
    port,
    username: user.name,
    readyTimeout: 0,
    authHandler: (_left, _partial, next) =>
      next({ type: 'password', username: user.name, password: answers(++attempts) }),
  });
  patchSsh2Client(client, {
    offer: { kex: exchanges, hostKey: ['ssh-rsa'], ciphers, macs, compression: ['none'] },
    groupSizes: { min: 1024, preferred: 1024, max: 4096 },
  });
  return { client, attempts: () => attempts, ended };
}

t.test('while SSH is disabled nothing listens, and the port comes back', async (t) => {
  const { host, server } = await lab(t);
  const enabled = host.current;
  const whenRefused = async (): Promise<string> => await rawConnection(t, server.port).heard;
  const open = rawConnection(t, server.port);
  await once(open.socket, 'data');

  host.current = undefined;
  server.refresh();
  t.equal(await whenRefused(), 'ECONNREFUSED');
  t.notOk(open.socket.destroyed, 'a connection that was open goes on');

  host.current = enabled;
  server.refresh();
  let ident = '';
  while (!ident.startsWith('SSH-')) {
    const { socket } = rawConnection(t, server.port);
    ident = await Promise.race([
      once(socket, 'data').then(([bytes]) => String(bytes)),
      once(socket, 'close').then(() => ''),
    ]).catch(() => '');
  }
  t.equal(ident, 'SSH-1.99-Cisco-1.25\n');
});

t.test('a switch that starts with SSH disabled does not listen', async (t) => {
  const host = new FakeHost();
  host.current = undefined;
  const server = await startSshServer({ host, listen: { host: '127.0.2.1', port: 0 }, service });
  t.teardown(() => server.close());
  t.equal(await rawConnection(t, server.port).heard, 'ECONNREFUSED');
});

t.test('a connection without a free vty is reset', async (t) => {
  const { host, server } = await lab(t);
  host.freeLines = 0;
  t.equal(await rawConnection(t, server.port).heard, 'ECONNRESET');
});

t.test('two switches in one process do not know of each other', async (t) => {
  const one = await lab(t);
  const other = await lab(t, { ident: 'SSH-2.0-Cisco-1.25', protocolVersions: [2] });
  const first = rawConnection(t, one.server.port).socket;
  const second = rawConnection(t, other.server.port).socket;
  t.equal(String((await once(first, 'data'))[0]), 'SSH-1.99-Cisco-1.25\n');
  t.equal(String((await once(second, 'data'))[0]), 'SSH-2.0-Cisco-1.25\n');
  t.same(one.host.remotes.length, 1);
});

t.test('versions that do not go together are told so', async (t) => {
  const cases = [
    { versions: [1] as const, ident: 'SSH-1.5-Cisco-1.25', says: 'SSH-2.0-test' },
    { versions: [2] as const, ident: 'SSH-2.0-Cisco-1.25', says: 'SSH-1.5-test' },
  ];
  for (const { versions, ident, says } of cases) {
    const { host, server } = await lab(t, { ident, protocolVersions: versions });
    const { socket, heard } = rawConnection(t, server.port);
    socket.write(`${says}\r\n`);
    t.equal(await heard, `${ident}\nProtocol major versions differ.\n`);
    await host.until(() => host.linesTaken === 0);
  }
  const { server } = await lab(t);
  const { socket, heard } = rawConnection(t, server.port);
  socket.write('GET / HTTP/1.1\r\n\r\n');
  t.equal(await heard, 'SSH-1.99-Cisco-1.25\nProtocol mismatch.\n');
});

t.test('who does not log in is thrown out by the clock', async (t) => {
  const { host, server } = await lab(t, { timeOutSeconds: 30 });
  for (const says of ['', 'SSH-2.0-test\r\n']) {
    const { socket, heard } = rawConnection(t, server.port);
    socket.write(says);
    await once(socket, 'data');
    host.clock.advance(29_999);
    t.equal(host.linesTaken, 1, 'not a moment too early');
    host.clock.advance(1);
    t.match(await heard, /^SSH-1.99-Cisco-1.25\n/);
    await host.until(() => host.linesTaken === 0);
    t.equal(host.clock.timers, 0, 'and no timer is left');
  }
});

t.test('the clock is busy while hands are shaken, and not with a client that says nothing', async (t) => {
  const { host, server } = await lab(t);
  const { socket } = rawConnection(t, server.port);
  await once(socket, 'data');
  t.equal(host.clock.busyCount, 1);
  while (host.clock.busyCount > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  t.equal(host.linesTaken, 1, 'the silent client is still there');
  socket.destroy();
  await host.until(() => host.linesTaken === 0);

  let whileAsked: number | undefined;
  const { client } = ssh2Client(t, server.port, () => {
    whileAsked = host.clock.busyCount;
    return user.password;
  });
  await once(client, 'ready');
  t.equal(whileAsked, 1, 'a password is still part of it');
  t.equal(host.clock.busyCount, 0);
  t.equal(host.clock.timers, 0, 'and the time-out is over with the login');
});

t.test('after a retry more than configured the connection is closed', async (t) => {
  for (const retries of [0, 2]) {
    const { host, server } = await lab(t, { authenticationRetries: retries });
    const { attempts, ended } = ssh2Client(t, server.port, () => 'not it');
    const failure = await ended;
    t.equal(attempts(), retries + 1);
    t.match(failure?.message, 'Too many authentication failures');
    await host.until(() => host.linesTaken === 0);
    const crypto = "using crypto cipher 'aes128-ctr', hmac 'hmac-sha1'";
    t.same(host.logged, [
      `%SSH-5-SSH2_SESSION: SSH2 Session request from 127.0.0.1 (tty = 0) ${crypto} Succeeded`,
      `%SSH-5-SSH2_USERAUTH: User '' authentication for SSH2 Session from 127.0.0.1 (tty = 0) ${crypto} Failed`,
      `%SSH-5-SSH2_CLOSE: SSH2 Session from 127.0.0.1 (tty = 0) for user '' ${crypto} closed`,
    ]);
  }
});

t.test('the last attempt that is allowed may succeed', async (t) => {
  const { host, server } = await lab(t, { authenticationRetries: 1 });
  const { client } = ssh2Client(t, server.port, (attempt) => (attempt < 2 ? 'not it' : user.password));
  await once(client, 'ready');
  t.match(host.logged.at(-1), /^%SSH-5-SSH2_USERAUTH: User 'cisco' authentication for .* Succeeded$/);
});

t.test('a session is reported as it comes to be, and gone at the end', async (t) => {
  const { host, server } = await lab(t);
  const { client, ended } = ssh2Client(t, server.port, () => user.password);
  await once(client, 'ready');
  client.shell({ rows: 50, cols: 132, term: 'vt100' }, (_error, channel) => {
    channel.resume();
    channel.setWindow(20, 100, 0, 0);
    channel.write('x');
  });
  await host.until(() => host.terminals.length === 1);
  const [terminal] = host.terminals;
  t.same([terminal?.width, terminal?.height], [132, 50]);
  const typed = new Promise((resolve) => terminal?.onInput(resolve));
  await typed;
  t.same([terminal?.width, terminal?.height], [100, 20], 'and follows the window');
  t.same(
    host.states.map((session) => [session?.username, session?.state]),
    [
      ['', 'Keys exchanged'],
      ['cisco', 'Session open'],
      ['cisco', 'Session started'],
    ],
  );
  t.same(host.states.at(-1)?.remote.localAddress, '192.0.2.1');
  client.end();
  await ended;
  await host.until(() => host.linesTaken === 0);
  t.same(host.hungUp, [terminal], 'the shell was told');
  t.equal(host.states.at(-1), undefined);
});

t.test('a second session on the same connection is refused', async (t) => {
  const { host, server } = await lab(t);
  const { client } = ssh2Client(t, server.port, () => user.password);
  await once(client, 'ready');
  client.shell((_error, channel) => channel.resume());
  await host.until(() => host.terminals.length === 1);
  const refusal = await new Promise<Error | undefined>((resolve) => client.shell((error) => resolve(error)));
  t.match(refusal?.message, /Channel open failure/);
  t.equal(host.linesTaken, 1, 'and the first lives on');
});

t.test('a bit that flips on the way ends the connection', async (t) => {
  const { host, server } = await lab(t);
  let flip = false;
  const proxy = createServer((near) => {
    const far = connect(server.port, server.address);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    far.pipe(near);
    near.on('data', (bytes: Buffer) => {
      const passed = Buffer.from(bytes);
      // Not in the length, which would only make the server wait for more.
      if (flip) passed.writeUInt8(passed.readUInt8(passed.length - 1) ^ 1, passed.length - 1);
      far.write(passed);
    });
    near.on('end', () => far.end());
  }).listen(0, '127.0.2.2');
  await once(proxy, 'listening');
  t.teardown(() => proxy.close());
  const address = proxy.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const client = new Client();
  t.teardown(() => void client.destroy());
  client.on('error', () => undefined);
  client.connect({ host: '127.0.2.2', port, username: user.name, password: user.password });
  patchSsh2Client(client, {
    offer: { kex: exchanges, hostKey: ['ssh-rsa'], ciphers, macs, compression: ['none'] },
    groupSizes: { min: 1024, preferred: 1024, max: 4096 },
  });
  await once(client, 'ready');
  flip = true;
  client.exec('show version', () => undefined);
  await host.until(() => host.linesTaken === 0);
  t.match(host.logged.at(-1), /SSH2_CLOSE/);
  t.equal(host.terminals.length, 0, 'and nothing was run');
});

t.test('a group of the size that nobody wants', async (t) => {
  const { host, server } = await lab(t, { dhMinBits: 4096 });
  const client = new Client();
  t.teardown(() => void client.destroy());
  const failed = once(client, 'error');
  client.connect({ host: '127.0.2.1', port: server.port, username: user.name, readyTimeout: 0 });
  patchSsh2Client(client, {
    offer: { kex: exchanges, hostKey: ['ssh-rsa'], ciphers, macs, compression: ['none'] },
    groupSizes: { min: 1024, preferred: 2048, max: 2048 },
  });
  await failed;
  t.match(host.logged[0], /^%SSH-3-DH_RANGE_FAIL: /);
});
