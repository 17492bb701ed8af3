import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { BenchError } from '../../bench/errors.ts';
import { ReleaseStack } from '../../bench/release-stack.ts';
import { startSwitch } from '../../lab-topologies/switch-process.ts';
import { loadTopology } from '../../lab-topologies/topology.ts';
import { fakeSwitches, type Notes } from './fake-switch.ts';

const topology = loadTopology(fileURLToPath(new URL('../../lab-topologies/virtual.yaml', import.meta.url)), {
  env: {},
});

function setUp(t: Test, program: keyof typeof fakeSwitches) {
  const folder = t.testdir({ 'switch.mjs': fakeSwitches[program] });
  const notesFile = join(folder, 'notes.json');
  process.env['FAKE_SWITCH_NOTES'] = notesFile;
  const stack = new ReleaseStack();
  const { dut } = topology;
  if (dut.kind !== 'virtual') throw new Error('virtual.yaml is virtual');
  return {
    stack,
    notes: (): Notes => JSON.parse(readFileSync(notesFile, 'utf8')) as Notes,
    start: (limits: { ready: number; byItself: number; bySignal: number }, faults: string[] = []) =>
      startSwitch(topology, dut, stack, {
        steered: true,
        faults,
        program: join(folder, 'switch.mjs'),
        limits,
      }),
  };
}
const patient = { ready: 20_000, byItself: 10_000, bySignal: 10_000 };

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

t.test('the switch gets its options and a startup configuration that only we can read', async (t) => {
  const { stack, start, notes } = setUp(t, 'good');
  const { ready, control, ended } = await start(patient, ['no-banner']);
  t.equal(ready.console, '/dev/pts/none');
  const { options, mode, text, startup, pid } = notes();
  t.strictSame(options.slice(2), [
    ...['--release', '03.03SE', '--baud', '9600', '--steered-clock'],
    ...['--bind', '192.0.2.1:22=127.0.2.1:0'],
    ...['--bind', '192.0.2.1:23=127.0.2.1:0', '--bind', '192.0.2.1:514=127.0.2.1:0'],
    ...['--bind', '192.0.2.1:161=127.0.2.1:0', '--bind', '198.51.100.1:161=127.0.4.1:0'],
    ...['--bind', '198.51.100.3:161=127.0.7.3:0'],
    ...['--route', 'Mgmt-vrf/192.0.2.10:0=127.0.3.10:0', '--route', '198.51.100.10:162=127.0.5.10:0'],
    ...['--route', '198.51.100.20:22=127.0.6.20:0', '--route', '198.51.100.20:2222=127.0.6.20:0'],
    ...['--route', '198.51.100.53:53=127.0.6.53:0'],
    ...['--route', '198.51.100.49:49=127.0.6.49:0', '--route', '198.51.100.49:9000=127.0.6.49:0'],
    ...[1812, 1813, 1645, 1646, 1650, 1651].flatMap((port) => [
      '--route',
      `198.51.100.50:${port}=127.0.6.50:0`,
    ]),
    ...['--route', '198.51.100.51:514=127.0.6.51:0'],
    ...['--route', 'lab-vrf/198.51.100.20:22=127.0.7.20:0'],
    ...['--fault', 'no-banner'],
  ]);
  t.equal(mode, 0o600);
  t.match(text, /^hostname Switch$/m);
  t.match(text, new RegExp(`^username bench privilege 1 secret ${topology.password.reveal()}$`, 'm'));
  t.match(text, /interface Vlan1\n !\n ip address 198\.51\.100\.1 255\.255\.255\.0/);
  t.match(
    text,
    /interface GigabitEthernet0\/0\n vrf forwarding Mgmt-vrf\n ip address 192\.0\.2\.1 255\.255\.255\.0/,
  );
  t.match(text, /line vty 0 4\n login local\n transport input ssh\nline vty 5 15\n login local/);
  t.notOk(existsSync(startup), 'and it is gone once the switch is up');
  t.equal(await control.advance(500), 500);
  await stack.release();
  await ended;
  t.notOk(lives(pid), 'it ends when its control pipe closes');
});

t.test('a switch that dies early: what it said', async (t) => {
  const { stack, start, notes } = setUp(t, 'diesEarly');
  const error = await failure(start(patient));
  t.equal(error.exitCode, 4);
  t.match(error.facts.got, /it ended \(exit code 3\)\n127\.0\.2\.1:40022 is in use/);
  t.match(error.facts.where, /virtual\.yaml:\d+:\d+/);
  await stack.release();
  t.notOk(existsSync(notes().startup));
});

t.test('a switch that does not come up is ended, and leaves nothing behind', async (t) => {
  const { stack, start, notes } = setUp(t, 'saysNothing');
  const error = await failure(start({ ready: 600, byItself: 400, bySignal: 10_000 }));
  t.match(error.facts.got, /not ready within 0.6 s/);
  const { pid, startup } = notes();
  await stack.release();
  t.notOk(lives(pid));
  t.notOk(existsSync(startup));
});

t.test('a switch that will not go is killed', async (t) => {
  const { stack, start, notes } = setUp(t, 'staysForever');
  await start({ ready: 20_000, byItself: 50, bySignal: 50 });
  const { pid } = notes();
  t.ok(lives(pid));
  await stack.release();
  t.notOk(lives(pid));
});

t.test('a switch that is killed under us: its clock says so', async (t) => {
  const { stack, start, notes } = setUp(t, 'good');
  const { control, ended } = await start(patient);
  process.kill(notes().pid, 'SIGKILL');
  await ended;
  await t.rejects(control.advance(1), /it ended \(SIGKILL\)/);
  await stack.release();
});

async function failure(work: Promise<unknown>): Promise<BenchError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof BenchError) return error;
    throw error;
  }
  throw new Error('it came up');
}
