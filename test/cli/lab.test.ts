import { existsSync, readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import t from 'tap';
import { ttyAt } from '../support/tty-at.ts';
import { resultsSchema } from '../../reports/results-schema.ts';
import { conform } from './conform.ts';
import { startLab, type TestLab } from './lab.ts';
import { processesUnder } from './processes.ts';

t.setTimeout(90_000);

t.test('a lab stays up, says how to get at it, and runs attach to it', { timeout: 90_000 }, async (t) => {
  const folder = t.testdir();
  const lab = await startLab(t, folder, { two: true });
  t.match(lab.printed, /^second device +198\.51\.100\.2, at its console \/dev\/pts\/\d+/m);
  t.match(lab.printed, new RegExp(`^console +${lab.console}, 115200 baud`, 'm'));
  t.match(lab.printed, `ssh -p ${lab.port} `);
  for (const what of ['user', 'password', 'enable secret']) {
    t.match(lab.printed, new RegExp(`^${what} +\\S{5,}$|^${what} +bench$`, 'm'), `the ${what} is printed`);
  }
  t.equal(statSync(lab.topology).mode & 0o777, 0o600, 'only its owner can read the topology');

  const first = attach(folder, lab, 'first');
  const alone = conform(folder, ['run', 'show-ip-ssh', '--out', 'alone']);
  const journal = join(folder, 'first', 'journal.ndjson');
  await until(() => existsSync(journal) && readFileSync(journal, 'utf8').includes('"type":"suite-start"'));
  const second = await attach(folder, lab, 'second');
  t.equal(second.exitCode, 4, 'a second run at the same time is refused');
  t.match(second.stderr, /^the bench is held by another conform run$/m);
  t.match(
    second.stderr,
    /got: +process \d+ of \S+ has it since .*; its run is in .*first$/m,
    'and told who has it',
  );

  const ran = await first;
  t.equal(ran.exitCode, 0, ran.stderr);
  t.match(ran.stdout, '# virtual lab virtual-attached', 'says that the lab is virtual');
  const onItsOwn = await alone;
  t.equal(onItsOwn.exitCode, 0, onItsOwn.stderr);
  t.strictSame(verdicts(folder, 'first'), verdicts(folder, 'alone'), 'the verdicts of a lab of its own');
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  t.test(`${signal} ends a lab and leaves nothing`, { timeout: 30_000 }, async (t) => {
    const lab = await startLab(t, t.testdir());
    const processes = processesUnder(lab.process.pid ?? 0);
    t.ok(processes.length > 1, 'the switch is a process of its own');
    const tty = ttyAt(lab.console);
    t.ok(tty);
    lab.process.kill(signal);
    const { exitCode, stderr } = await lab.process;
    t.equal(exitCode, 0, `this is how a lab ends; stderr: ${stderr}`);
    t.equal(stderr, '');
    t.notOk(existsSync(lab.topology), 'no topology that leads nowhere');
    t.strictSame(
      processes.filter(({ isAlive }) => isAlive()).map(({ pid }) => pid),
      [],
      'no process',
    );
    t.not(ttyAt(lab.console), tty, 'no tty');
    t.notOk(await listens(lab.port), 'no port');
  });
}

t.test('a lab does not overwrite a file', async (t) => {
  const folder = t.testdir({ 'mine.yaml': 'mine' });
  const { exitCode, stdout, stderr } = await conform(folder, ['lab', '--write-topology', 'mine.yaml']);
  t.equal(exitCode, 3, stderr);
  t.match(stderr, /mine\.yaml cannot be written/);
  t.equal(stdout, '');
  t.equal(readFileSync(join(folder, 'mine.yaml'), 'utf8'), 'mine');
});

function attach(folder: string, lab: TestLab, out: string) {
  return conform(folder, ['run', 'show-ip-ssh', '--topology', lab.topology, '--out', out]);
}

function verdicts(folder: string, run: string): Record<string, string> {
  const text = readFileSync(join(folder, run, 'results.json'), 'utf8');
  const { requirements } = resultsSchema.parse(JSON.parse(text));
  return Object.fromEntries(requirements.map(({ id, verdict }) => [id, verdict]));
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.2.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}
