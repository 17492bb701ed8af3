import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { BenchError, explain } from '../../bench/errors.ts';
import type { Pco, RoleName } from '../../bench/pco.ts';
import type { OpenTape } from '../../bench/tape.ts';
import type { Drivers } from '../../lab-topologies/bench-drivers.ts';
import { openBench } from '../../lab-topologies/open-bench.ts';
import { loadTopology } from '../../lab-topologies/topology.ts';
import { fakeSwitches, type Notes } from './fake-switch.ts';

const shipped = (name: string): string =>
  fileURLToPath(new URL(`../../lab-topologies/${name}`, import.meta.url));
const env = { CONFORM_BENCH_PASSWORD: 'Kq4mSecret', CONFORM_ENABLE_SECRET: 'Enable77' };

const openTape: OpenTape = (pco) => ({
  pco,
  position: 0,
  sending: () => undefined,
  received: () => ({ pco, from: 0, to: 0 }),
});

/** Drivers that note when they are opened and closed, and with what. */
function notedDrivers(failing?: keyof Drivers, outcome: 'authenticated' | 'refused' = 'authenticated') {
  const notes: string[] = [];
  const opened: Record<string, unknown>[] = [];
  const pco = (name: RoleName): Pco => ({
    name,
    role: name,
    call: (op) => {
      if (op !== 'login' && op !== 'logout') return Promise.reject(new Error('not in this test'));
      notes.push(op);
      const turns = [{ method: 'password', result: 'failure', canContinue: [], prompts: [] }];
      const session = outcome === 'authenticated' ? { session: 1 } : {};
      return Promise.resolve({ observation: { kind: 'ssh-login', outcome, turns, ...session }, spans: [] });
    },
    close: () => {
      notes.push(`${name} closed`);
      return Promise.resolve();
    },
  });
  const drivers: Drivers = {
    openSerialConsole: (options) => {
      opened.push({ ...options });
      if (failing === 'openSerialConsole') return Promise.reject(new BenchError('there is no such tty'));
      const { role = 'console' } = options;
      notes.push(`${role} opened`);
      return Promise.resolve(pco(role) as never);
    },
    openPacketCapture: () => ({ pco: pco('packet-capture') as never, watch: () => undefined }),
    bindTrapListener: ({ port }) => {
      notes.push('trap-listener bound');
      return Promise.resolve({
        port: port === 0 ? 40162 : port,
        open: () => pco('trap-listener') as never,
        close: () => {
          notes.push('trap-listener closed');
          return Promise.resolve();
        },
      });
    },
    openSshClient: (options) => {
      opened.push({ ...options });
      if (failing === 'openSshClient') throw new Error('a driver with a bug');
      notes.push('ssh-client opened');
      return pco('ssh-client') as never;
    },
    openSshv1Client: (options) => {
      opened.push({ ...options });
      notes.push('sshv1-client opened');
      return pco('sshv1-client') as never;
    },
    openScpClient: (options) => {
      opened.push({ ...options });
      notes.push('scp-client opened');
      return pco('scp-client') as never;
    },
    openTelnetClient: (options) => {
      opened.push({ ...options });
      notes.push('telnet-client opened');
      return pco('telnet-client') as never;
    },
  };
  return { notes, opened, drivers };
}

function fakeLab(t: Test, program: keyof typeof fakeSwitches = 'good') {
  const folder = t.testdir({ 'switch.mjs': fakeSwitches[program] });
  const notes = join(folder, 'notes.json');
  process.env['FAKE_SWITCH_NOTES'] = notes;
  return {
    switchProgram: join(folder, 'switch.mjs'),
    told: (whose: '' | '.second' = ''): Notes =>
      JSON.parse(readFileSync(`${notes}${whose}`, 'utf8')) as Notes,
  };
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function failure(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('the bench was opened');
}

async function benchFailure(work: Promise<unknown>): Promise<BenchError> {
  const error = await failure(work);
  if (error instanceof BenchError) return error;
  throw error;
}

t.test('a virtual bench: its drivers, its clock, and what is closed last', async (t) => {
  const { switchProgram, told } = fakeLab(t);
  const { notes, opened, drivers } = notedDrivers();
  const topology = loadTopology(shipped('virtual.yaml'), { env: {} });
  const bench = await openBench(topology, { openTape, drivers, switchProgram, faults: ['no-banner'] });
  t.equal(bench.name, 'virtual');
  t.match(bench.dut, { kind: 'virtual', address: '192.0.2.1', port: 22 });
  t.match(opened[0], { path: '/dev/pts/none', baudRate: 9600 });
  t.match(opened[1], { role: 'second-device', path: '/dev/pts/second', credentials: { username: 'peer' } });
  t.match(opened[2], {
    reach: { host: '127.0.2.1', port: 40022, localAddress: '127.0.3.10' },
    account: { username: 'bench', privilege: 1 },
  });
  t.ok(bench.pco('console') && bench.pco('ssh-client'));
  t.equal(bench.whyWithout('console'), undefined);
  t.match(bench.whyWithout('alt-image'), /one image only/);
  t.strictSame(
    bench.secrets.map(({ name }) => name),
    ['bench-password', 'enable-secret', 'peer-password', 'peer-enable'],
  );
  t.same(bench.serviceOf('trap-listener'), { address: '198.51.100.10', port: 162 });
  t.equal(bench.serviceOf('alt-image'), undefined);
  t.same(bench.serviceOf('tacacs-server'), { address: '198.51.100.49', port: 49 });
  t.ok(
    told().options.includes('198.51.100.10:162=127.0.5.10:40162'),
    'the switch is told where the trap listener is bound',
  );
  const lab = bench.secret('lab');
  t.match(lab.reveal(), /^[A-Za-z][A-Za-z0-9]{15}$/);
  t.equal(bench.secret('lab'), lab, 'one value for a name');
  t.not(bench.secret('guest').reveal(), lab.reveal());
  t.strictSame(
    bench.secrets.slice(4).map(({ name }) => name),
    ['lab', 'guest'],
    'and the redactor knows them',
  );
  t.ok(told().options.includes('--steered-clock'));
  const before = bench.clock.now();
  await bench.clock.wait(600_000);
  t.ok(bench.clock.now() - before >= 600_000, 'its clock is steered');
  await bench.close();
  await bench.close();
  t.strictSame(notes, [
    'trap-listener bound',
    'console opened',
    'second-device opened',
    'ssh-client opened',
    'telnet-client opened',
    'scp-client opened',
    'sshv1-client opened',
    'sshv1-client closed',
    'scp-client closed',
    'telnet-client closed',
    'ssh-client closed',
    'second-device closed',
    'console closed',
    'trap-listener closed',
  ]);
  t.notOk(lives(told().pid), 'and the switch has gone');
  t.notOk(lives(told('.second').pid), 'and the second one');
});

t.test('a virtual bench on the wall clock', async (t) => {
  const { switchProgram, told } = fakeLab(t);
  const { drivers } = notedDrivers();
  const topology = loadTopology(shipped('virtual.yaml'), { env: {}, clock: 'wall' });
  const bench = await openBench(topology, { openTape, drivers, switchProgram });
  t.notOk(told().options.includes('--steered-clock'));
  await t.rejects(bench.clock.within(bench.clock.in(20), new Promise(() => undefined), 'x'), /timed out/);
  await bench.close();
});

t.test('opening that fails halfway closes what was opened', async (t) => {
  const { switchProgram, told } = fakeLab(t);
  const topology = loadTopology(shipped('virtual.yaml'), { env: {} });

  const ssh = notedDrivers('openSshClient');
  const error = await failure(openBench(topology, { openTape, drivers: ssh.drivers, switchProgram }));
  t.equal(error.message, 'a driver with a bug', 'the first error is the one that is told');
  t.strictSame(ssh.notes, [
    'trap-listener bound',
    'console opened',
    'second-device opened',
    'second-device closed',
    'console closed',
    'trap-listener closed',
  ]);
  t.notOk(lives(told().pid));
  t.notOk(lives(told('.second').pid));

  const serial = notedDrivers('openSerialConsole');
  const missing = await failure(openBench(topology, { openTape, drivers: serial.drivers, switchProgram }));
  t.equal(missing.message, 'there is no such tty');
  t.strictSame(serial.notes, ['trap-listener bound', 'trap-listener closed']);
  t.notOk(lives(told().pid));
});

t.test('a virtual switch that does not come up', async (t) => {
  const { switchProgram } = fakeLab(t, 'diesEarly');
  const topology = loadTopology(shipped('virtual.yaml'), { env: {} });
  const { drivers, notes } = notedDrivers();
  const error = await benchFailure(openBench(topology, { openTape, drivers, switchProgram }));
  t.match(explain(error), /did not come up[^]*exit code 3[^]*127\.0\.2\.1:40022 is in use/);
  t.strictSame(notes, ['trap-listener bound', 'trap-listener closed']);
});

t.test('a second virtual switch that does not come up: the place of it, and nothing is left', async (t) => {
  const { switchProgram, told } = fakeLab(t, 'secondDies');
  const file = shipped('virtual.yaml');
  const lines = readFileSync(file, 'utf8').split('\n');
  const { drivers, notes } = notedDrivers();
  const error = await benchFailure(
    openBench(loadTopology(file, { env: {} }), { openTape, drivers, switchProgram }),
  );
  t.match(error.message, /^the second virtual switch did not come up/);
  t.match(error.facts.got, /127\.0\.4\.2:40122 is in use/);
  const line = lines.findIndex((text) => text.startsWith('  second-device:')) + 2;
  t.equal(error.facts.where, `${file}:${line}:5`);
  t.strictSame(notes, ['trap-listener bound', 'trap-listener closed']);
  t.notOk(lives(told().pid), 'the first has gone with it');
});

/** The shipped hardware bench with a tty and an address of this test. */
function hardwareBench(t: Test, tty: string, host: string, port: number) {
  const file = join(t.testdir({}), 'my-bench.yaml');
  const text = readFileSync(shipped('bench-serial.yaml'), 'utf8')
    .replace('path: /dev/ttyUSB0', `path: ${tty}`)
    .replace('address: 192.0.2.1 #', `address: ${host} #`)
    .replace('    port: 22', `    port: ${port}`);
  writeFileSync(file, text);
  const lineOf = (part: string): number => text.split('\n').findIndex((line) => line.includes(part)) + 1;
  return { topology: loadTopology(file, { env }), lineOf, file };
}

t.test('a hardware bench without its tty: the line of the topology and what to do', async (t) => {
  const tty = join(t.testdir({}), 'ttyUSB9');
  const { topology, lineOf, file } = hardwareBench(t, tty, '127.0.2.7', 9);
  const told = await benchFailure(openBench(topology, { openTape }));
  t.equal(told.exitCode, 4);
  t.ok(told.facts.where?.startsWith(`${file}:${lineOf(tty)}:`), told.facts.where ?? 'nowhere');
  t.match(told.facts.next, /cable|path/);
});

t.test('a hardware bench whose SSH server refuses', async (t) => {
  // A port that was free a moment ago.
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.2.7', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const { topology, lineOf, file } = hardwareBench(t, '/dev/ttyUSB0', '127.0.2.7', port);
  const { drivers, notes } = notedDrivers();
  const error = await benchFailure(openBench(topology, { openTape, drivers }));
  t.equal(error.exitCode, 4);
  t.match(explain(error), new RegExp(`cannot be reached at 127\\.0\\.2\\.7 port ${port}`));
  t.match(error.facts.got, /refused/);
  t.ok(error.facts.where?.startsWith(`${file}:${lineOf('address: 127.0.2.7')}:`));
  t.match(error.facts.next, /SSH is not enabled there/);
  t.strictSame(notes, ['console opened', 'console closed']);
});

t.test('a hardware bench that answers is opened on the wall clock, and takes no faults', async (t) => {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.2.7', resolve));
  t.teardown(() => server.close());
  const { port } = server.address() as AddressInfo;
  const { topology } = hardwareBench(t, '/dev/ttyUSB0', '127.0.2.7', port);
  const { drivers, opened, notes } = notedDrivers();
  const bench = await openBench(topology, { openTape, drivers });
  t.strictSame(notes.slice(-5, -3), ['login', 'logout'], 'the account is tried once');
  t.match(bench.dut, { kind: 'hardware', address: '127.0.2.7', port });
  t.match(opened[0], { path: '/dev/ttyUSB0', baudRate: 9600 });
  t.strictSame(opened[1]?.['reach'], { host: '127.0.2.7', port });
  t.strictSame(opened[2]?.['reach'], { host: '127.0.2.7', port: 23 }, 'Telnet is dialled at its own port');
  await bench.close();

  const refused = await benchFailure(openBench(topology, { openTape, drivers, faults: ['x'] }));
  t.match(refused.message, /faults and variations need a virtual switch/);

  const wrong = notedDrivers(undefined, 'refused');
  const error = await benchFailure(openBench(topology, { openTape, drivers: wrong.drivers }));
  t.match(error, {
    message: 'the switch refused the account bench over SSH',
    facts: { got: 'password: failure', where: /:\d+:\d+$/, next: /the password of bench of this switch/ },
  });
  t.strictSame(
    wrong.notes.slice(-2),
    ['ssh-client closed', 'console closed'],
    'tried once, and all is closed',
  );
});
