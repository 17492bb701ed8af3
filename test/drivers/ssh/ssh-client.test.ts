import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import t, { type Test } from 'tap';
import { type Deadline, DeadlineExceeded } from '../../../bench/clock.ts';
import { readSshLogin } from '../../../bench/ssh-reading.ts';
import type { Pco } from '../../../bench/pco.ts';
import type { SshClientContract } from '../../../bench/ssh-client.ts';
import { openSshClient } from '../../../drivers/ssh/ssh-client.ts';
import { accountOf, enableSecret, TestClock, TestTapes } from './fake-bench.ts';

const user = { name: 'cisco', password: 'hiddenInTests1' };

async function serverThat(t: Test, does: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    does(socket);
  }).listen(0, '127.0.2.4');
  await once(server, 'listening');
  t.teardown(async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, 'close');
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function clientOf(
  t: Test,
  port: number,
  clock = new TestClock(),
): { client: Pco<SshClientContract>; clock: TestClock; tapes: TestTapes } {
  const tapes = new TestTapes();
  const client = openSshClient({
    reach: { host: '127.0.2.4', port },
    names: { client: '192.0.2.10', server: { address: '192.0.2.1', port: 22 } },
    account: accountOf(user),
    enableSecret,
    openTape: tapes.open,
    clock,
  });
  t.teardown(() => client.close());
  return { client, clock, tapes };
}

t.test('a port that refuses', async (t) => {
  const closed = createServer().listen(0, '127.0.2.4');
  await once(closed, 'listening');
  const address = closed.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  closed.close();
  await once(closed, 'close');

  const { client, clock, tapes } = clientOf(t, port);
  const { observation, spans } = await client.call('login', {}, clock.in(3000));
  t.same(observation, {
    kind: 'ssh-login',
    outcome: 'unreachable',
    turns: [],
    detail: 'connection refused',
  });
  t.same(readSshLogin(tapes.read(spans, 'ssh-client')), observation);
  await t.rejects(client.call('identify', null, clock.in(3000)), {
    name: 'PcoError',
    message: 'The SSH server sent no identification string',
    facts: { got: 'connection refused' },
  });
});

t.test('a host that does not answer at all', async (t) => {
  const port = await serverThat(t, () => undefined);
  const clock = new (class extends TestClock {
    override within<T>(_deadline: Deadline, work: Promise<T>, awaited: string): Promise<T> {
      return awaited.includes('identification')
        ? Promise.reject(new DeadlineExceeded(awaited))
        : super.within(this.in(3000), work, awaited);
    }
  })();
  const { client } = clientOf(t, port, clock);
  const { observation } = await client.call('login', {}, clock.in(0));
  t.match(observation, { outcome: 'unreachable', detail: 'no answer to the connection request in time' });
});

t.test('a tape that cannot be written to is told of, and not taken for the server', async (t) => {
  const port = await serverThat(t, (socket) => void socket.write('SSH-2.0-Cisco-1.25\n'));
  const clock = new TestClock();
  const client = openSshClient({
    reach: { host: '127.0.2.4', port },
    names: { client: '192.0.2.10', server: { address: '192.0.2.1', port: 22 } },
    account: accountOf(user),
    enableSecret,
    openTape: (pco) => ({
      pco,
      position: 0,
      sending: () => undefined,
      received: () => {
        throw new Error('the disk is full');
      },
    }),
    clock,
  });
  t.teardown(() => client.close());
  await t.rejects(client.call('login', {}, clock.in(3000)), { message: 'the disk is full' });
});

t.test('a server that accepts and never says a word', async (t) => {
  const { client, clock } = clientOf(t, await serverThat(t, () => undefined));
  const calls: (() => Promise<unknown>)[] = [
    () => client.call('login', {}, clock.in(100)),
    () => client.call('identify', null, clock.in(100)),
  ];
  for (const call of calls) {
    const started = clock.now();
    await t.rejects(call(), {
      name: 'PcoError',
      message: 'timed out waiting for the identification string of the SSH server',
    });
    t.ok(clock.now() - started < 2000, 'and nobody hangs');
  }
});

t.test('a server that goes silent after its identification string', async (t) => {
  const port = await serverThat(t, (socket) => void socket.write('SSH-2.0-Cisco-1.25\n'));
  const { client, clock, tapes } = clientOf(t, port);
  await t.rejects(client.call('login', {}, clock.in(100)), {
    name: 'PcoError',
    message: 'timed out waiting for the end of the SSH login',
  });
  const { observation } = await client.call('identify', null, clock.in(3000));
  t.equal(observation.ident, 'SSH-2.0-Cisco-1.25');
  t.match(tapes.text('ssh-client'), /"fact":"ident"/);
});

t.test('servers that hang up, reset, or speak something else', async (t) => {
  const cases = [
    { does: (socket: Socket) => void socket.end(), outcome: 'closed', by: 'server' },
    { does: (socket: Socket) => void socket.resetAndDestroy(), outcome: 'unreachable', by: 'network' },
    {
      does: (socket: Socket) => void socket.end('SSH-2.0-Cisco-1.25\n'),
      outcome: 'closed',
      by: 'server',
      ident: 'SSH-2.0-Cisco-1.25',
    },
    {
      does: (socket: Socket) => void socket.end('HTTP/1.1 400 Bad\r\n\r\n'),
      outcome: 'closed',
      by: 'server',
    },
    {
      does: (socket: Socket) => void socket.write('SSH-1.5-Cisco-1.25\n'),
      outcome: 'protocol-mismatch',
      by: 'us',
      ident: 'SSH-1.5-Cisco-1.25',
    },
    {
      does: (socket: Socket) => void socket.write('x'.repeat(40_000)),
      outcome: 'protocol-mismatch',
      by: 'us',
    },
    {
      does: (socket: Socket) => void socket.write(`SSH-2.0-Cisco-1.25\n${'garbage!'.repeat(50)}`),
      outcome: 'closed',
      by: 'us',
      ident: 'SSH-2.0-Cisco-1.25',
    },
  ];
  for (const { does, outcome, by, ident } of cases) {
    const { client, clock } = clientOf(t, await serverThat(t, does));
    const { observation } = await client.call('login', {}, clock.in(3000));
    t.match(
      observation,
      { outcome, end: { by }, turns: [], ...(ident === undefined ? {} : { ident }) },
      outcome,
    );
    if (by === 'us') t.type(observation.detail, 'string', 'and it is said why');
  }
});
