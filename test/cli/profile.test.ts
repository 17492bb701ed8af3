import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { journalEventSchema } from '../../journal/events.ts';
import { conform, root } from './conform.ts';

t.setTimeout(60_000);

t.test('the release of the virtual switch', async (t) => {
  const folder = t.testdir();
  const words = ['run', '--requirement', 'SSH2-VSTAT-005', '--profile', '16.12', '--out', 'run'];
  const { exitCode, stdout, stderr } = await conform(folder, words);
  t.equal(exitCode, 0, stderr);
  t.match(stdout, /^# WS-C3650-\S+, release 16\.12/m, 'the switch is of it');
  const [line = ''] = readFileSync(join(folder, 'run', 'journal.ndjson'), 'utf8').split('\n', 1);
  const head = journalEventSchema.parse(JSON.parse(line));
  t.equal(head.type === 'head' && head.profile.release, '16.12', 'and judged by its profile');
});

t.test('a release that there is not', async (t) => {
  const folder = t.testdir();
  const { exitCode, stderr } = await conform(folder, ['run', '--profile', '03.06SE']);
  t.equal(exitCode, 3);
  t.match(stderr, /there is no profile 03\.06SE/);
  t.match(stderr, /did you mean 03\.0\dSE\?/);
  t.notOk(existsSync(join(folder, 'runs')), 'no run was begun');
});

t.test('a release for a hardware bench', async (t) => {
  const folder = t.testdir();
  const bench = join(root, 'lab-topologies', 'bench-serial.yaml');
  const { exitCode, stderr } = await conform(folder, [
    'run',
    '--topology',
    bench,
    '--profile',
    '03.06E',
    '--out',
    'run',
  ]);
  t.equal(exitCode, 3);
  t.match(stderr, /--profile chooses the release of a virtual switch that the run itself stands up/);
  t.match(stderr, /bench-serial\.yaml:\d+:\d+/);
  t.notMatch(stderr, /^\s+at .*:\d+:\d+/m, 'no stack');
  t.notOk(existsSync(join(folder, 'run')), 'no run was begun');
});
