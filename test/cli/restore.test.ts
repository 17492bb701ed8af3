import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import { parseDocument } from 'yaml';
import { readJournal } from '../../journal/reader.ts';
import { conform, root, stateOf } from './conform.ts';
import { startLab } from './lab.ts';
import { readSwitch } from './plain-console.ts';

t.setTimeout(110_000);

const folder = t.testdir();
const lab = await startLab(t, folder);
const topology = parseDocument(readFileSync(lab.topology, 'utf8'));
const enableSecret = String(topology.getIn(['dut', 'enableSecret', 'literal']));
const password = String(topology.getIn(['dut', 'accounts', 'bench', 'password', 'literal']));
const benches = join(stateOf(folder), 'benches');

interface KeptFile {
  secrets: { name: string; plain: string }[];
  baseline: { config: { parents: string[]; text: string }[]; serial?: string };
}

/** What a run keeps of the lab while it is carried out: it is killed for it. */
async function killedRun(): Promise<KeptFile> {
  const run = conform(folder, ['run', 'show-ip-ssh', '--topology', lab.topology, '--out', 'killed']);
  const file = (): string | undefined => {
    const [name] = existsSync(benches) ? readdirSync(benches) : [];
    return name === undefined ? undefined : join(benches, name, 'baseline.json');
  };
  while (!existsSync(file() ?? '')) await new Promise((resolve) => setTimeout(resolve, 20));
  run.kill('SIGKILL');
  await run;
  kept = file() ?? '';
  return JSON.parse(readFileSync(kept, 'utf8')) as KeptFile;
}
let kept = '';

const restore = (...words: string[]) => conform(folder, ['restore', '--topology', lab.topology, ...words]);
const read = () => readSwitch(lab.console, enableSecret);

/** The bench is as a run left it that was killed, but for what the test changes. */
function leave(file: KeptFile, change: (file: KeptFile) => void): void {
  const copy = structuredClone(file);
  change(copy);
  mkdirSync(dirname(kept), { recursive: true });
  writeFileSync(kept, JSON.stringify(copy));
}

function leftNothing(t: Test): void {
  t.strictSame(readdirSync(benches), [], 'no baseline is left');
  t.strictSame(readdirSync(join(stateOf(folder), 'locks')), [], 'no lock');
}

t.test('nothing to restore', async (t) => {
  for (const words of [
    ['restore'],
    ['restore', '--topology', lab.topology],
    ['restore', '--topology', join(root, 'lab-topologies', 'virtual.yaml')],
  ]) {
    const { exitCode, stderr } = await conform(folder, words);
    t.equal(exitCode, 0, stderr);
    t.match(stderr, /^nothing to restore: /);
  }
  t.notOk(existsSync(join(folder, 'runs')), 'and no folder is made for it');
});

t.test('a bench that was left', async (t) => {
  const before = await read();
  const file = await killedRun();
  t.ok(
    file.secrets.some(({ plain }) => plain === password),
    'the secrets are kept with the baseline',
  );

  await t.test('is restored by the next restore, which finds its topology by itself', async (t) => {
    leave(file, ({ baseline }) => baseline.config.push({ parents: [], text: 'ip domain-name kept.example' }));
    const { exitCode, stderr } = await conform(folder, ['restore', '--out', 'restored']);
    t.equal(exitCode, 0, stderr);
    t.match(stderr, /^the run in killed \(process \d+ of \S+, since .*\) was killed; its baseline is of /m);
    t.match(stderr, /^this differed, and is undone:\n {2}- ip domain-name kept\.example$/m);
    t.match(stderr, /^the switch is as it was found: it was read again/m);
    t.match(stderr, /^what was done is in restored$/m);
    leftNothing(t);
    t.ok((await read()).config.includes('ip domain-name kept.example'), 'the switch has it');
    const { events, torn } = readJournal(join(folder, 'restored', 'journal.ndjson'));
    t.equal(torn, undefined);
    t.strictSame(
      events.flatMap((event) => (event.type === 'bench' ? [event.phase] : [])),
      ['opened', 'restoring', 'restored', 'closed'],
    );
    t.match(events.at(-1), { type: 'end', exitCode: 0 });
  });

  await t.test('has its secrets typed back, and no journal shows them', async (t) => {
    const early = 'Placeholder12345';
    leave(file, ({ baseline, secrets }) => {
      secrets.push({ name: 'lab', plain: early });
      baseline.config.push({ parents: [], text: `username lab password 0 ${early}` });
      baseline.config.push({ parents: [], text: `username other password 0 ${password}` });
    });
    const { exitCode, stderr } = await restore('--out', 'secrets');
    t.equal(exitCode, 0, stderr);
    const journal = readFileSync(join(folder, 'secrets', 'journal.ndjson'), 'utf8');
    for (const secret of [early, password]) {
      t.notOk(journal.includes(secret), 'not in the journal');
      t.notOk(stderr.includes(secret), 'not on the screen');
    }
    t.match(stderr, /- username lab password 0 <lab>\*+$/m, 'it is told masked');
    const { config } = await read();
    t.ok(config.includes(`username lab password 0 ${early}`), 'but it is there');
    t.ok(config.includes(`username other password 0 ${password}`), 'and so is the other');
    leave(file, () => undefined);
    t.equal((await restore('--out', 'secrets-gone')).exitCode, 0);
    t.strictSame(await read(), before, 'and both go again');
  });

  await t.test('is not restored on another switch', async (t) => {
    leave(file, ({ baseline }) => {
      baseline.serial = 'FOC0000X000';
      baseline.config.push({ parents: [], text: 'ip domain-name kept.example' });
    });
    const { exitCode, stderr } = await restore('--out', 'another');
    t.equal(exitCode, 4, stderr);
    t.match(stderr, /is not the one that the baseline was taken of\n {2}expected: .*FOC0000X000$/m);
    t.strictSame(await read(), before, 'nothing was typed at it');
  });

  await t.test('is marked broken when it cannot be brought back, until it can', async (t) => {
    leave(file, ({ baseline }) => baseline.config.push({ parents: [], text: 'frobnicate' }));
    const again = ['run', 'show-ip-ssh', '--topology', lab.topology, '--out'];
    // The restore on another switch marked it.
    const refused = await conform(folder, [...again, 'refused']);
    t.equal(refused.exitCode, 4, refused.stderr);
    t.match(refused.stderr, /^the bench is marked broken since /m);
    t.match(refused.stderr, /next: +.*conform restore --topology/, 'and what to do');
    t.match(readJournal(join(folder, 'refused', 'journal.ndjson')).events.at(-1), {
      type: 'end',
      exitCode: 4,
    });

    const failed = await restore('--out', 'failed');
    t.equal(failed.exitCode, 4, failed.stderr);
    t.match(failed.stderr, /the switch is not as it was found: these lines differ\n {2}got: +- frobnicate$/m);
    t.match(failed.stderr, /^the bench is marked broken: runs refuse it/m);

    leave(file, () => undefined);
    const restored = await restore('--out', 'mended');
    t.equal(restored.exitCode, 0, restored.stderr);
    t.match(restored.stderr, 'nothing was to be changed');
    leftNothing(t);
  });

  await t.test('is marked broken by a run that cannot bring it back first', async (t) => {
    await killedRunAgain();
    leave(file, ({ baseline }) => baseline.config.push({ parents: [], text: 'frobnicate' }));
    const run = await conform(folder, ['run', 'show-ip-ssh', '--topology', lab.topology, '--out', 'first']);
    t.equal(run.exitCode, 4, run.stderr);
    t.match(run.stderr, /: bringing the switch back first$/m);
    t.match(run.stderr, /^the switch could not be brought back to what the run before found$/m);
    t.match(run.stderr, '- frobnicate');
    t.ok(existsSync(join(folder, 'first', 'restore', 'journal.ndjson')), 'with a journal of its own');
  });

  await t.test('is forgotten when a person says so', async (t) => {
    const { exitCode, stderr } = await restore('--forget', '--out', 'forgotten');
    t.equal(exitCode, 0, stderr);
    t.match(stderr, /^the switch differs from what was found:\n {2}- frobnicate$/m);
    t.match(stderr, /is dropped: the switch stays as it is$/m);
    leftNothing(t);
    t.strictSame(await read(), before, 'nothing was changed');
  });
});

async function killedRunAgain(): Promise<void> {
  const run = conform(folder, ['run', 'show-ip-ssh', '--topology', lab.topology, '--out', 'killed-again']);
  while (readdirSync(benches).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  run.kill('SIGKILL');
  await run;
}
