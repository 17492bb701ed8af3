import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { BenchError } from '../../bench/errors.ts';
import { ReleaseStack } from '../../bench/release-stack.ts';
import { aaaPorts } from '../../lab-topologies/aaa-ports.ts';
import { freePorts, withPorts } from '../../lab-topologies/free-ports.ts';
import { bindAaa } from '../../lab-topologies/open-aaa.ts';
import { patchPanel } from '../../lab-topologies/patch-panel.ts';
import { loadTopology, type Topology } from '../../lab-topologies/topology.ts';
import { TestClock, TestTapes } from '../drivers/ssh/fake-bench.ts';

const shipped = (name: string): string =>
  fileURLToPath(new URL(`../../lab-topologies/${name}`, import.meta.url));
const virtual = (): Topology => loadTopology(shipped('virtual.yaml'), { env: {} });

t.test('the servers: real ports, which the patch panel leads to, served by their names', async (t) => {
  const topology = virtual();
  const stack = new ReleaseStack();
  t.teardown(() => stack.release());
  const bound = await bindAaa(topology, stack);
  const { ports } = bound;
  if (topology.dut.kind !== 'virtual') throw new Error('the shipped lab is virtual');
  const options = patchPanel(topology, topology.dut, ports);
  for (const [key, route] of [
    ['tacacs-server/49', '198.51.100.49:49=127.0.6.49'],
    ['tacacs-server/9000', '198.51.100.49:9000=127.0.6.49'],
    ...[1812, 1813, 1645, 1646, 1650, 1651].map(
      (port) => [`radius-server/${port}`, `198.51.100.50:${port}=127.0.6.50`] as const,
    ),
    ['syslog-listener', '198.51.100.51:514=127.0.6.51'],
  ] as const) {
    const port = ports[key as keyof typeof ports];
    t.ok(port !== undefined && port > 1023 && options.includes(`${route}:${port}`), key);
  }
  const clock = new TestClock();
  const pcos = bound.open({ openTape: new TestTapes().open, clock });
  const deadline = clock.in(5000);
  const { 'tacacs-server': tacacs, 'radius-server': radius, 'syslog-listener': syslog } = pcos;
  if (tacacs === undefined || radius === undefined || syslog === undefined) throw new Error('not opened');
  t.ok(pcos['otp-server']);
  const since = (await tacacs.call('listen', { key: 'k' }, deadline)).observation.position;
  // As the switch does that dials from its Vlan1.
  const dialled = { host: '127.0.6.49', port: ports['tacacs-server/49'] ?? 0, localAddress: '127.0.4.1' };
  const socket = connect(dialled);
  await once(socket, 'connect');
  socket.destroy();
  const { observation } = await tacacs.call('exchanges', { since }, deadline);
  t.match(observation.connections, [
    { client: { address: '198.51.100.1' }, server: { address: '198.51.100.49', port: 49 } },
  ]);
  const sender = createSocket('udp4');
  t.teardown(() => void sender.close());
  sender.bind(0, '127.0.4.1');
  await once(sender, 'listening');
  sender.send('x', ports['radius-server/1651'] ?? 0, '127.0.6.50');
  sender.send('<191>hello', ports['syslog-listener'] ?? 0, '127.0.6.51');
  const messages = await syslog.call('messages', { since: 0, until: {} }, deadline);
  t.match(messages.observation.messages, [{ client: { address: '198.51.100.1' }, text: 'hello' }]);
  const requests = await radius.call('requests', { since: 0 }, deadline);
  t.match(requests.observation.requests, [{ door: 1650, port: 1651, client: { address: '198.51.100.1' } }]);
});

t.test('a lab that stays up names their ports for the runs to come', async (t) => {
  const topology = virtual();
  const ports = await freePorts(topology);
  const roles = withPorts(topology.roles, ports);
  const named = aaaPorts({ roles });
  t.equal(named.length, 8);
  for (const { key, port } of named) t.ok(port !== undefined && port === ports[key], key);
  t.equal(roles['syslog-listener']?.reach?.port, ports['syslog-listener']);
});

/** The shipped hardware bench, with these lines under its roles. */
function hardwareBench(t: Test, roles: string): { topology: () => Topology; file: string } {
  const file = join(t.testdir({}), 'my-bench.yaml');
  const text = readFileSync(shipped('bench-serial.yaml'), 'utf8')
    .replace('roles:\n', `roles:\n${roles}`)
    .replace(/^ {2}(?:tacacs-server|radius-server|otp-server|syslog-listener): (?!\{).*\n/gm, '');
  writeFileSync(file, text);
  const env = { CONFORM_BENCH_PASSWORD: 'Kq4mSecret', CONFORM_ENABLE_SECRET: 'Enable77' };
  return { topology: () => loadTopology(file, { env }), file };
}

t.test('a port that is taken: the place in the topology, and what to do', async (t) => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.6.52', resolve));
  t.teardown(() => void taken.close());
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  for (const [role, reach, message] of [
    ['tacacs-server', `ports: { '49': { host: 127.0.6.52, port: ${port} } }`, /is taken/],
    ['radius-server', 'reach: { host: 192.0.2.99 }', /no address of this machine/],
    ['syslog-listener', 'reach: { host: 192.0.2.99, port: 5140 }', /no address of this machine/],
  ] as const) {
    const { topology, file } = hardwareBench(t, `  ${role}: { address: 192.0.2.10, ${reach} }\n`);
    const stack = new ReleaseStack();
    const failed = bindAaa(topology(), stack);
    await t.rejects(failed, { message, exitCode: 4, facts: { next: /./ } });
    const error: unknown = await failed.catch((thrown: unknown) => thrown);
    t.ok(error instanceof BenchError && error.facts.where?.startsWith(`${file}:`), role);
    await stack.release();
  }
});

t.test('what a topology cannot say of them', (t) => {
  for (const [roles, message] of [
    ["  tacacs-server: { address: 192.0.2.10, ports: { '50': { host: 127.0.0.1 } } }\n", /49, 9000/],
    ['  tacacs-server: { address: 192.0.2.10, port: 4949 }\n', /port/],
    ['  syslog-listener: { address: 192.0.2.10, port: 5140 }\n', /514, where `logging host` sends to/],
    ['  otp-server: {}\n', /otp-server only beside a tacacs-server or radius-server/],
  ] as const) {
    const { topology } = hardwareBench(t, roles);
    let said = 'nothing';
    try {
      topology();
    } catch (error) {
      if (error instanceof BenchError) said = JSON.stringify({ ...error.facts, why: error.message });
    }
    t.match(said, message);
  }
  t.end();
});

t.test('a bench without such hosts opens none', async (t) => {
  const { topology } = hardwareBench(t, '');
  const none = await bindAaa(topology(), new ReleaseStack());
  t.strictSame(none.ports, {});
  t.strictSame(none.open({ openTape: new TestTapes().open, clock: new TestClock() }), {});
});
