import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { readJournal } from '../../journal/reader.ts';
import { readTap } from '../reports/read-tap.ts';
import { conform } from './conform.ts';

t.setTimeout(300_000);

/** Between them every kind of observation comes up. */
const suites = [
  'show-ssh',
  'ssh1-restrictions',
  'ssh1-interop',
  'ssh2-restrictions',
  'ssh2-rsa-auth-rules',
  'debug-packet',
  'snmp-trap',
];

const folder = t.testdir({ 'notes.txt': 'no journal\n', empty: {} });
const run = await conform(folder, ['run', ...suites, '--out', 'run']);
const journal = join(folder, 'run', 'journal.ndjson');
const whole = readFileSync(journal);
const { events } = readJournal(journal);

t.test('a whole recording', async (t) => {
  t.equal(run.exitCode, 0, run.stderr);
  const replay = await conform(folder, ['replay', 'run']);
  t.equal(replay.exitCode, 0, replay.stderr);
  t.match(replay.stderr, /^replayed: the same verdicts as recorded, on the same evidence$/m);
  const recorded = events.find((event) => event.type === 'audit');
  t.ok((recorded?.confirmed ?? 0) > 0);
  t.match(
    replay.stderr,
    `audited: ${recorded?.confirmed ?? ''} checks confirmed by the recorded bytes, 0 refuted`,
  );
  t.same(readTap(replay.stdout).points, readTap(run.stdout).points, 'prints what the run printed');
  t.same(readFileSync(journal), whole, 'and leaves the recording as it is');
});

t.test('a recording whose bytes were altered', async (t) => {
  const altered = events.map((event) =>
    event.type === 'data' && event.pco === 'console' && event.direction === 'received'
      ? { ...event, bytes: event.bytes?.replaceAll('v', 'w') }
      : event,
  );
  writeRun('altered', altered.map((event) => `${JSON.stringify(event)}\n`).join(''));
  const replay = await conform(folder, ['replay', 'altered']);
  t.equal(replay.exitCode, 70, replay.stderr);
  t.match(replay.stderr, /^audited: \d+ checks confirmed by the recorded bytes, [1-9]\d* refuted$/m);
  t.match(replay.stdout, /^not ok \d+ - audit of SSH2-/m, 'and says which');
});

t.test('a recording cut in its last suite', async (t) => {
  const ended = events.flatMap((event) => (event.type === 'suite-end' ? [event.suite] : []));
  const first = events.find((event) => event.type === 'suite-end');
  const lines = whole.toString('latin1').split('\n');
  const to = lines.slice(0, (first?.seq ?? 0) + 40).join('\n').length + 17;
  writeRun('cut', whole.subarray(0, to));
  const replay = await conform(folder, ['replay', 'cut']);
  t.equal(replay.exitCode, 0, replay.stderr);
  t.match(replay.stderr, /^the recording ends in the middle of an event$/m);
  for (const name of ended.slice(1))
    t.match(replay.stderr, `does not hold the end of ${name}: it is left out`);
  t.match(replay.stderr, /the same verdicts as recorded/);
  const suites = new Set(readTap(replay.stdout).points.map(({ suite }) => suite));
  t.same([...suites], ended.slice(0, 1), 'what it holds is judged');
});

t.test('a recording cut before its first suite ends', async (t) => {
  const start = events.find((event) => event.type === 'step-start');
  const lines = whole.toString('latin1').split('\n');
  writeRun('short', whole.subarray(0, lines.slice(0, start?.seq).join('\n').length + 5));
  const replay = await conform(folder, ['replay', 'short']);
  t.equal(replay.exitCode, 2, 'nothing is decided');
  t.match(replay.stderr, /nothing, because the recording does not hold the end of any suite/);
  t.notMatch(replay.stderr, /the same verdicts/);
});

for (const [what, path] of [
  ['a text', 'notes.txt'],
  ['a folder without a journal', 'empty'],
  ['other reports of a run', 'run/results.json'],
] as const) {
  t.test(`${what} is no recording`, async (t) => {
    const replay = await conform(folder, ['replay', path]);
    t.equal(replay.exitCode, 3, replay.stderr);
    t.match(replay.stderr, /^(?:this is not a journal|the journal cannot be read)$/m);
    t.match(replay.stderr, /next: +name the folder of a run/);
    t.equal(replay.stdout, '');
  });
}

t.test('a journal without a byte', async (t) => {
  writeRun('nothing', '');
  const replay = await conform(folder, ['replay', 'nothing']);
  t.equal(replay.exitCode, 3, replay.stderr);
  t.match(replay.stderr, /ends before the run began/);
});

function writeRun(name: string, text: string | Uint8Array): void {
  cpSync(join(folder, 'empty'), join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'journal.ndjson'), text);
}
