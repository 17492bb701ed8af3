import { spawn } from '@lydell/node-pty';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { readJournal } from '../../journal/reader.ts';
import { resultsSchema } from '../../reports/results-schema.ts';
import { conform, root } from './conform.ts';
import { processesUnder } from './processes.ts';

t.setTimeout(120_000);

const wholeRun = ['run', 'show-ip-ssh', '--out'];

/** Lets a run on the virtual lab begin, sends it a signal once it is in a step, and looks at what it leaves. */
async function interrupt(
  t: Test,
  signals: readonly NodeJS.Signals[],
  node: string = process.execPath,
): Promise<void> {
  const out = join(t.testdir(), 'run');
  const run = conform(t.testdirName, [...wholeRun, out, '--reporter', 'tap'], node);
  let ended = false;
  void run.finally(() => (ended = true));
  await until(() => ended || isInStep(out));
  const before = labOf(run.pid ?? 0);
  t.ok(before.ttys.length > 0, 'there is a console');
  t.ok(before.ports.length > 0, 'and an SSH port');
  for (const signal of signals) run.kill(signal);
  const { exitCode, stderr } = await run;

  t.equal(exitCode, 130, `exit code; stderr: ${stderr}`);
  t.match(stderr, 'restoring the switch');
  leftNothing(t, before);
  leftReports(t, out);
}

interface LabSeen {
  readonly processes: ReturnType<typeof processesUnder>;
  readonly ttys: readonly string[];
  /** Local addresses of listening TCP sockets, as in /proc/net/tcp. */
  readonly ports: readonly string[];
}

/** The processes of a run, and the ttys and ports that they hold. */
function labOf(pid: number): LabSeen {
  const processes = processesUnder(pid);
  const open = processes.flatMap(({ pid: each }) => filesOf(each));
  const sockets = new Set(open.flatMap((file) => /^socket:\[(\d+)\]$/.exec(file)?.[1] ?? []));
  return {
    processes,
    ttys: [...new Set(open.filter((file) => /^\/dev\/pts\/\d+$/.test(file)))],
    ports: listening()
      .filter(({ inode }) => sockets.has(inode))
      .map(({ address }) => address),
  };
}

function leftNothing(t: Test, { processes, ttys, ports }: LabSeen): void {
  const alive = processes.filter(({ isAlive }) => isAlive()).map(({ pid }) => pid);
  t.strictSame(alive, [], 'no process is left');
  // Its number may have been given to somebody else's in the meantime.
  const held = new Set(processesUnder(1).flatMap(({ pid }) => filesOf(pid)));
  t.strictSame(
    ttys.filter((tty) => existsSync(tty) && !held.has(tty)),
    [],
    'no tty',
  );
  const still = new Set(listening().map(({ address }) => address));
  t.strictSame(
    ports.filter((port) => still.has(port)),
    [],
    'no port',
  );
}

function leftReports(t: Test, out: string): void {
  const { events, torn } = readJournal(join(out, 'journal.ndjson'));
  t.equal(torn, undefined, 'the journal is whole');
  t.match(events.at(-1), { type: 'end', interrupted: true, exitCode: 130 });
  const results = resultsSchema.parse(JSON.parse(readFileSync(join(out, 'results.json'), 'utf8')));
  t.equal(results.run.interrupted, true, 'results.json says so');
  t.equal(results.requirements.length, 7, 'and has every requirement');
  t.notOk(
    results.requirements.every(({ verdict }) => verdict === 'pass'),
    'not all of which could be decided',
  );
}

function filesOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).flatMap((name) => linkOf(join(folder, name)));
  } catch {
    return [];
  }
}

function linkOf(path: string): string[] {
  try {
    return [readlinkSync(path)];
  } catch {
    return [];
  }
}

function listening(): { address: string; inode: string }[] {
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === '0A')
    .map((fields) => ({ address: fields[1] ?? '', inode: fields[9] ?? '' }));
}

function isInStep(out: string): boolean {
  const journal = join(out, 'journal.ndjson');
  return existsSync(journal) && readFileSync(journal, 'utf8').includes('"type":"step-start"');
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** A node of the machine that is older than what conform needs, so that bin/conform.js brings its own. */
function olderNode(): string | undefined {
  return ['/usr/local/bin/node', '/usr/bin/node', '/bin/node'].find((node) => {
    if (!existsSync(node)) return false;
    const version = execFileSync(node, ['--version'], { encoding: 'utf8' });
    return Number.parseInt(version.slice(1), 10) < 24;
  });
}

t.test('Ctrl-C once', (t) => interrupt(t, ['SIGINT']));
t.test('Ctrl-C twice', (t) => interrupt(t, ['SIGINT', 'SIGINT']));
t.test('SIGTERM', (t) => interrupt(t, ['SIGTERM']));

const older = olderNode();
const skip = older === undefined ? 'this machine has no older node beside Node 24' : false;
t.test('SIGTERM under an older node', { skip }, (t) => interrupt(t, ['SIGTERM'], older));

/** Types Ctrl-C at a terminal of 80 columns, where it goes to the whole process group. */
async function typeCtrlC(t: Test, node: string): Promise<void> {
  const out = join(t.testdir(), 'run');
  const terminal = spawn(node, [join(root, 'bin', 'conform.js'), ...wholeRun, out], {
    cols: 80,
    rows: 30,
    cwd: t.testdirName,
  });
  let shown = '';
  terminal.onData((text) => (shown += text));
  let exitCode: number | undefined;
  const exited = new Promise<void>((resolve) =>
    terminal.onExit((exit) => {
      exitCode = exit.exitCode;
      resolve();
    }),
  );
  await until(() => exitCode !== undefined || isInStep(out));
  const before = labOf(terminal.pid);
  terminal.write('\u0003');
  await exited;
  t.equal(exitCode, 130, `exit code; it showed: ${shown}`);
  t.equal(shown.split('finishing the step').length, 2, 'one Ctrl-C is taken for one');
  t.notMatch(shown, 'restoring the switch now');
  t.match(shown, /^interrupted\r?$/m, 'the summary says so');
  t.match(
    shown,
    /\r\u001b\[Kvirtual {2}\d:\d\d {2}pass 0|\rvirtual {2}\d:\d\d {2}pass 0/,
    'the live line says virtual',
  );
  const lines = shown.split(/[\r\n]+/).map((line) => line.replaceAll(/\u001b\[[\d;]*[A-Za-z]/g, ''));
  const live = lines.filter((line) => /^virtual {2}\d+:\d\d/.test(line));
  t.ok(live.length > 0 && live.every((line) => line.length < 80), 'no live line is as wide as the terminal');
  leftNothing(t, { ...before, ttys: [] });
  leftReports(t, out);
}

t.test('Ctrl-C typed at a terminal', (t) => typeCtrlC(t, process.execPath));
t.test('Ctrl-C typed at a terminal, under an older node', { skip }, (t) => typeCtrlC(t, older ?? ''));
