import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import t, { type Test } from 'tap';
import { BenchError, explain } from '../../bench/errors.ts';
import { Secret } from '../../bench/secret.ts';
import { type HeldBench, holdBench } from '../../lab-topologies/lock/bench-lock.ts';
import { dropEndedLabs, leftBenches } from '../../lab-topologies/lock/bench-state.ts';
import { standingOf, thisProcess } from '../../lab-topologies/lock/process-identity.ts';
import { stateFolder } from '../../lab-topologies/lock/state-folder.ts';
import { loadTopology } from '../../lab-topologies/topology.ts';

const env = { CONFORM_BENCH_PASSWORD: 'Abcdefgh12345678', CONFORM_ENABLE_SECRET: 'Bcdefghi12345678' };

interface Described {
  readonly name: string;
  readonly tty: string;
  readonly address?: string;
}

/** A topology of a real bench, as its owner would write it. */
function hardware(folder: string, file: string, { name, tty, address = '192.0.2.1' }: Described) {
  const path = join(folder, file);
  writeFileSync(
    path,
    `name: ${name}
dut:
  kind: hardware
  platform: WS-C3650-24TS
  profile: 03.03SE
  console: { path: ${tty} }
  management: { interface: GigabitEthernet0/0, vrf: Mgmt-vrf, address: ${address} }
  accounts: { bench: { username: bench, password: { env: CONFORM_BENCH_PASSWORD } } }
  enableSecret: { env: CONFORM_ENABLE_SECRET }
roles: { console: {} }
`,
  );
  return loadTopology(path, { env });
}

/** A topology that attaches to a virtual lab. */
function attached(folder: string, file: string, how: { tty: string; port: number; secret: string }) {
  const path = join(folder, file);
  writeFileSync(
    path,
    `name: virtual-attached
dut:
  kind: virtual
  platform: WS-C3650-24TS
  profile: 03.03SE
  management: { interface: GigabitEthernet0/0, vrf: Mgmt-vrf, address: 192.0.2.1 }
  attach: { console: ${how.tty}, reach: { host: 127.0.2.1, port: ${how.port} } }
  accounts: { bench: { username: bench, password: { literal: Abcdefgh12345678 } } }
  enableSecret: { literal: ${how.secret} }
roles: { console: {} }
`,
  );
  chmodSync(path, 0o600);
  return loadTopology(path, { env });
}

function held(bench: HeldBench | undefined): HeldBench {
  if (bench === undefined) throw new Error('this bench needs no lock');
  return bench;
}

const startedAt = new Date('2026-01-02T03:04:05Z');
const hold = (topology: Parameters<typeof holdBench>[0], folder: string) =>
  holdBench(topology, { command: 'run', runFolder: '/runs/mine', startedAt, folder });

async function refusal(
  t: Test,
  topology: Parameters<typeof holdBench>[0],
  folder: string,
): Promise<BenchError> {
  try {
    held(await hold(topology, folder)).release();
  } catch (error) {
    if (error instanceof BenchError) return error;
    throw error;
  }
  t.fail('the bench was not refused');
  return new BenchError('not refused');
}

t.test('two topologies of one bench exclude each other', async (t) => {
  const folder = t.testdir({ ttyUSB0: '', ttyUSB1: '' });
  symlinkSync(join(folder, 'ttyUSB0'), join(folder, 'by-id'));
  const state = join(folder, 'state');
  const tty = (name: string): string => join(folder, name);
  const first = hardware(folder, 'a.yaml', { name: 'desk', tty: tty('ttyUSB0') });
  const same = {
    'another file with another name, through a link to the tty': {
      name: 'mine',
      tty: tty('by-id'),
      address: '192.0.2.9',
    },
    'by another tty': { name: 'mine', tty: tty('ttyUSB1') },
    'by another tty and another address': { name: 'desk', tty: tty('ttyUSB1'), address: '192.0.2.9' },
  };
  const mine = held(await hold(first, state));
  for (const [how, described] of Object.entries(same)) {
    const error = await refusal(t, hardware(folder, 'b.yaml', described), state);
    t.equal(error.exitCode, 4, how);
    const told = explain(error);
    t.match(told, 'the bench is held by another conform run');
    t.match(told, `process ${process.pid} of ${thisProcess().user} has it since 2026-01-02T03:04:05.000Z`);
    t.match(told, 'its run is in /runs/mine');
    t.match(told, `kill -INT ${process.pid}`, 'and what to do');
  }
  const other = hardware(folder, 'c.yaml', { name: 'shelf', tty: tty('ttyUSB1'), address: '192.0.2.9' });
  held(await hold(other, state)).release();
  t.pass('another bench is another bench');
  mine.release();
  const again = held(await hold(hardware(folder, 'b.yaml', same['by another tty']), state));
  t.equal(again.killed, undefined, 'released is not killed');
  again.release();
  t.strictSame(readdirSync(join(state, 'locks')), [], 'nothing is left');
  t.equal(statSync(state).mode & 0o777, 0o700, 'nobody else can look');
});

t.test('all or nothing: what was taken before the refusal is let go of', async (t) => {
  const folder = t.testdir({ tty0: '', tty1: '' });
  const state = join(folder, 'state');
  const at = (name: string, tty: string, address: string) =>
    hardware(folder, `${name}.yaml`, { name, tty: join(folder, tty), address });
  const mine = held(await hold(at('one', 'tty0', '192.0.2.1'), state));
  await refusal(t, at('two', 'tty0', '192.0.2.2'), state);
  held(await hold(at('two', 'tty1', '192.0.2.2'), state)).release();
  t.pass('name and address of the refused bench are free');
  mine.release();
});

t.test("a run's own virtual switch is nobody else's", async (t) => {
  const topology = loadTopology('lab-topologies/virtual.yaml', { env: {} });
  t.equal(await hold(topology, join(t.testdir(), 'state')), undefined);
});

/** Processes that race for locks. */
async function takers(t: Test, count: number) {
  const started = Array.from({ length: count }, () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'lock-taker.ts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    const answers = lines[Symbol.asyncIterator]();
    const answer = async (): Promise<string[]> => {
      const { value } = (await answers.next()) as { value?: string };
      return (value ?? 'ended').split(' ');
    };
    t.teardown(() => child.kill('SIGKILL'));
    return { child, answer, say: (line: string) => void child.stdin.write(`${line}\n`) };
  });
  for (const { answer } of started) await answer();
  return started;
}

t.test('a lock of a killed process is taken over by one of many that try at once', async (t) => {
  const locks = t.testdir();
  const file = join(locks, 'bench.lock');
  const racing = await takers(t, 8);
  let leftBy = '-';
  while (racing.length > 1) {
    for (const { say } of racing) say(file);
    const answers = await Promise.all(racing.map(({ answer }) => answer()));
    const winners = racing.filter((_, index) => answers[index]?.[0] === 'taken');
    t.equal(winners.length, 1, `one of ${racing.length} has it`);
    const [winner] = winners;
    if (winner === undefined) break;
    t.strictSame(answers[racing.indexOf(winner)], ['taken', leftBy], 'and knows who left it');
    for (const [word, pid] of answers)
      if (word === 'held')
        t.ok(
          racing.some(({ child }) => String(child.pid) === pid),
          'the others are told who races',
        );
    t.strictSame(readdirSync(locks), ['bench.lock'], 'nothing else lies about');
    leftBy = String(winner.child.pid);
    winner.child.kill('SIGKILL');
    await once(winner.child, 'exit');
    racing.splice(racing.indexOf(winner), 1);
  }
});

t.test('a lock that comes and goes is never had by two', async (t) => {
  const file = join(t.testdir(), 'bench.lock');
  const racing = await takers(t, 3);
  for (let round = 0; round < 20; round++) {
    for (const { say } of racing) say(file);
    const answers = await Promise.all(racing.map(({ answer }) => answer()));
    const winner = racing.find((_, index) => answers[index]?.[0] === 'taken');
    if (answers.filter(([word]) => word === 'taken').length !== 1)
      t.fail(`round ${round}: ${answers.join('; ')}`);
    winner?.say('-');
    await winner?.answer();
  }
  t.pass('20 rounds');
});

t.test('a process is known by more than its number', (t) => {
  const me = thisProcess();
  t.equal(standingOf(me), 'alive');
  t.equal(
    standingOf({ ...me, started: '1' }),
    process.platform === 'win32' ? 'alive' : 'gone',
    'another start',
  );
  t.equal(standingOf({ ...me, boot: '0' }), 'gone', 'another boot');
  t.equal(standingOf({ ...me, host: 'elsewhere.example.net' }), 'elsewhere', 'another machine is not judged');
  t.equal(standingOf({ ...me, namespace: 'pid:[1]' }), 'elsewhere', 'nor is another container');
  t.end();
});

t.test('a stale lock is said, and what its run kept is found', async (t) => {
  const folder = t.testdir({ tty0: '', tty1: '' });
  const state = join(folder, 'state');
  const desk = hardware(folder, 'desk.yaml', { name: 'desk', tty: join(folder, 'tty0') });
  const first = held(await hold(desk, state));
  first.state.keep({ config: [] }, [new Secret('lab', 'Placeholder12345')]);
  const locks = readdirSync(join(state, 'locks')).map((name) => join(state, 'locks', name));
  t.equal(locks.length, 3);
  for (const lock of locks) {
    // As another run of that number left it.
    writeFileSync(lock, readFileSync(lock, 'utf8').replace(/"started": "\d+"/, '"started": "1"'));
  }

  const next = held(
    await hold(hardware(folder, 'b.yaml', { name: 'desk', tty: join(folder, 'tty0') }), state),
  );
  t.match(next.killed, { runFolder: '/runs/mine', process: { pid: process.pid } });
  t.match(next.left, { note: { bench: 'desk', runFolder: '/runs/mine' }, baseline: { config: [] } });
  t.equal(next.left?.secrets[0]?.reveal(), 'Placeholder12345');
  const file = join(next.left?.folder ?? '', 'baseline.json');
  t.equal(statSync(file).mode & 0o777, 0o600, 'only its owner can read it');

  next.state.markBroken('for a reason');
  next.release();
  const third = held(await hold(desk, state));
  t.equal(third.killed, undefined, 'this one let go of it');
  t.match(third.left?.broken, { reason: 'for a reason', runFolder: '/runs/mine' });
  third.state.forget();
  third.release();
  t.strictSame(leftBenches(state), []);
  t.strictSame(readdirSync(join(state, 'benches')), [], 'nothing is left');
});

t.test('what was left of a virtual lab that has ended is not put on the next one', async (t) => {
  const folder = t.testdir();
  const state = join(folder, 'state');
  const tty = '/dev/pts/9999';
  const first = held(
    await hold(attached(folder, 'a.yaml', { tty, port: 4001, secret: 'Bcdefghi12345678' }), state),
  );
  first.state.keep({ config: [] }, []);
  first.release();
  const next = held(
    await hold(attached(folder, 'b.yaml', { tty, port: 4002, secret: 'Cdefghij12345678' }), state),
  );
  t.equal(next.left, undefined);
  t.strictSame(leftBenches(state), [], 'and is gone');
  next.release();
});

t.test('what was left of a lab that took its topology along is dropped, a real bench is not', async (t) => {
  const folder = t.testdir({ tty0: '' });
  const state = join(folder, 'state');
  const lab = attached(folder, 'lab.yaml', { tty: '/dev/pts/9999', port: 4001, secret: 'Bcdefghi12345678' });
  const desk = hardware(folder, 'desk.yaml', { name: 'desk', tty: join(folder, 'tty0') });
  for (const topology of [lab, desk]) {
    const bench = held(await hold(topology, state));
    bench.state.keep({ config: [] }, []);
    bench.release();
  }
  dropEndedLabs(state);
  t.equal(leftBenches(state).length, 2, 'while their topologies are there');
  for (const { file } of [lab, desk]) rmSync(file);
  dropEndedLabs(state);
  t.match(leftBenches(state), [{ note: { bench: 'desk' } }]);
});

t.test('state that cannot be read is named, not guessed at', async (t) => {
  const folder = t.testdir({ tty0: '' });
  const state = join(folder, 'state');
  const desk = hardware(folder, 'desk.yaml', { name: 'desk', tty: join(folder, 'tty0') });
  const first = held(await hold(desk, state));
  first.state.keep({ config: [] }, []);
  first.release();
  const [name = ''] = readdirSync(join(state, 'benches'));
  const file = join(state, 'benches', name, 'baseline.json');
  writeFileSync(file, '{"version": 2}');
  t.match(explain(await refusal(t, desk, state)), file);

  mkdirSync(join(state, 'locks'), { recursive: true });
  const lock = readdirSync(join(state, 'locks'));
  t.strictSame(lock, [], 'and nothing stays locked');
});

t.test('where the state lies', (t) => {
  t.equal(stateFolder({ CATALYST_CONFORM_STATE: '/somewhere' }), '/somewhere');
  if (process.platform !== 'win32') {
    t.equal(stateFolder({ XDG_STATE_HOME: '/xdg' }), '/xdg/catalyst-conform');
    t.match(stateFolder({ XDG_STATE_HOME: 'relative' }), /\.local\/state\/catalyst-conform$/);
  }
  t.end();
});
