import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { ReleaseStack } from '../../bench/release-stack.ts';
import { BenchError } from '../../bench/errors.ts';
import { bindFarEnd, realFarEndDrivers } from '../../lab-topologies/open-far-end.ts';
import { patchPanel } from '../../lab-topologies/patch-panel.ts';
import { loadTopology, type Topology } from '../../lab-topologies/topology.ts';
import { standUpVirtualLab } from '../../lab-topologies/virtual-lab.ts';
import { TestClock, TestTapes } from '../drivers/ssh/fake-bench.ts';
import { Clients, whyWithout } from '../drivers/ssh-server/clients.ts';
import { fakeSwitches, type Notes } from './fake-switch.ts';

const shipped = (name: string): string =>
  fileURLToPath(new URL(`../../lab-topologies/${name}`, import.meta.url));
const virtual = (): Topology => loadTopology(shipped('virtual.yaml'), { env: {} });

async function bound(t: Test, topology: Topology) {
  const stack = new ReleaseStack();
  t.teardown(() => stack.release());
  return await bindFarEnd(topology, realFarEndDrivers, stack);
}

t.test('the hosts that the switch dials: real ports, and the patch panel leads to them', async (t) => {
  const topology = virtual();
  const { ports } = await bound(t, topology);
  const ssh = ports['ssh-server-host'];
  t.ok(ssh !== undefined && ssh > 1023, 'a free port, and no fixed one');
  t.equal(ports['sshv1-server-host'], ssh, 'one host of both versions');
  const { dut } = topology;
  if (dut.kind !== 'virtual') throw new Error('the shipped lab is virtual');
  const options = patchPanel(topology, dut, ports);
  t.equal(options.filter((option) => option === `198.51.100.20:22=127.0.6.20:${ssh}`).length, 1);
  t.ok(options.includes(`198.51.100.53:53=127.0.6.53:${ports['dns-server']}`));
});

t.test(
  'a server of the bench is served by the names of the topology',
  { skip: whyWithout('ssh') },
  async (t) => {
    const farEnd = await bound(t, virtual());
    const { ports } = farEnd;
    const clock = new TestClock();
    const pcos = farEnd.open({ openTape: new TestTapes().open, clock });
    const server = pcos['ssh-server-host'];
    if (server === undefined) throw new Error('no server');
    t.ok(pcos['sshv1-server-host'] !== undefined && pcos['dns-server'] !== undefined);
    const deadline = clock.in(20_000);
    const { observation: mark } = await server.call('listen', {}, deadline);
    const clients = new Clients({ host: '127.0.6.20', port: ports['ssh-server-host'] ?? 0 });
    t.teardown(() => clients.remove());
    // As the switch does that dials from its Vlan1.
    await clients.ssh({ flags: ['-b', '127.0.4.1'] });
    const { observation } = await server.call(
      'connections',
      { since: mark.position, until: { phase: 'ended' } },
      deadline,
    );
    t.match(observation.connections, [
      { client: { address: '198.51.100.1' }, server: { address: '198.51.100.20', port: 22 } },
    ]);
    await server.close();
  },
);

/** The shipped hardware bench, with these lines under its roles. */
function hardwareBench(t: Test, roles: string) {
  const file = join(t.testdir({}), 'my-bench.yaml');
  const text = readFileSync(shipped('bench-serial.yaml'), 'utf8')
    .replace('roles:\n', `roles:\n${roles}`)
    .replace(/^ {2}(?:ssh-server-host|sshv1-server-host|dns-server): (?!\{).*\n/gm, '');
  writeFileSync(file, text);
  const env = { CONFORM_BENCH_PASSWORD: 'Kq4mSecret', CONFORM_ENABLE_SECRET: 'Enable77' };
  return { topology: loadTopology(file, { env }), file };
}

t.test('a port that cannot be bound: the line of the topology, and what to do', async (t) => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.6.21', resolve));
  t.teardown(() => void taken.close());
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  for (const [role, where, message] of [
    ['ssh-server-host', `127.0.6.21, port: ${port}`, /is taken/],
    ['sshv1-server-host', `127.0.6.21, port: ${port}`, /is taken/],
    ['ssh-server-host', '192.0.2.99, port: 2222', /no address of this machine/],
    ['dns-server', '192.0.2.99, port: 5353', /no address of this machine/],
  ] as const) {
    const { topology, file } = hardwareBench(
      t,
      `  ${role}: { address: 192.0.2.10, reach: { host: ${where} }, interface: Vlan1 }\n`,
    );
    const stack = new ReleaseStack();
    const failed = bindFarEnd(topology, realFarEndDrivers, stack);
    await t.rejects(failed, { message, exitCode: 4, facts: { next: /./ } });
    const error: unknown = await failed.catch((thrown: unknown) => thrown);
    const line =
      readFileSync(file, 'utf8')
        .split('\n')
        .findIndex((each) => each.includes(`  ${role}: {`)) + 1;
    t.ok(error instanceof BenchError && error.facts.where?.startsWith(`${file}:${line}:`), role);
    await stack.release();
  }
});

t.test('on hardware the address itself is bound, at the port that the switch dials', async (t) => {
  const { topology } = hardwareBench(t, '  ssh-server-host: { address: 127.0.6.22, interface: Vlan1 }\n');
  const asked: unknown[] = [];
  const real = await realFarEndDrivers();
  await bindFarEnd(
    topology,
    () =>
      Promise.resolve({
        ...real,
        bindServerPort: (where) => {
          asked.push(where);
          return real.bindServerPort({ ...where, port: 0 });
        },
      }),
    new ReleaseStack(),
  );
  t.strictSame(asked, [
    { host: '127.0.6.22', port: 22 },
    { host: '127.0.6.22', port: 2222 },
  ]);
});

t.test('a bench without such hosts loads no driver for them', async (t) => {
  const { topology } = hardwareBench(t, '');
  const none = await bindFarEnd(topology, () => Promise.reject(new Error('loaded')), new ReleaseStack());
  t.strictSame(none.ports, {});
  t.strictSame(none.open({ openTape: new TestTapes().open, clock: new TestClock() }), {});
});

t.test('a lab that stays up names ports for the runs to come', async (t) => {
  const folder = t.testdir({ 'switch.mjs': fakeSwitches.good });
  process.env['FAKE_SWITCH_NOTES'] = join(folder, 'notes.json');
  const lab = await standUpVirtualLab(virtual(), { switchProgram: join(folder, 'switch.mjs') });
  const file = join(folder, 'attach.yaml');
  writeFileSync(file, lab.toTopology(), { mode: 0o600 });
  await lab.close();
  const { options } = JSON.parse(readFileSync(join(folder, 'notes.json'), 'utf8')) as Notes;
  const attached = loadTopology(file, { env: {} });
  const port = attached.roles['ssh-server-host']?.reach?.port;
  t.ok(port !== undefined && options.includes(`198.51.100.20:22=127.0.6.20:${port}`));
  t.equal(attached.roles['sshv1-server-host']?.reach?.port, port);
  const { ports } = await bound(t, attached);
  t.equal(ports['ssh-server-host'], port, 'and a run that attaches binds them');
  t.equal(ports['dns-server'], attached.roles['dns-server']?.reach?.port);
});
