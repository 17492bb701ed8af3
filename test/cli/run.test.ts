import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { resultsSchema } from '../../reports/results-schema.ts';
import { readJunit } from '../reports/read-junit.ts';
import { readTap } from '../reports/read-tap.ts';
import { conform } from './conform.ts';

t.test('one requirement on the virtual lab, and its replay', { timeout: 60_000 }, async (t) => {
  const folder = t.testdir();
  const run = await conform(folder, ['--requirement', 'SSH2-VSTAT-005', '--out', 'run', '--shuffle', '7']);
  t.equal(run.exitCode, 0, run.stderr);
  t.match(run.stderr, /seed 7/, 'the seed is printed');

  const piped = readTap(run.stdout);
  t.ok(piped.wellFormed, 'what was piped is TAP');
  t.match(
    piped.points,
    [{ suite: 'show-ip-ssh', name: /^SSH2-VSTAT-005 /, ok: true }],
    'of this requirement alone',
  );
  t.match(run.stdout, '# virtual lab', 'that says virtual');

  const read = (name: string): string => readFileSync(join(folder, 'run', name), 'utf8');
  const results = resultsSchema.parse(JSON.parse(read('results.json')));
  t.match(results, {
    run: { exitCode: 0, seed: 7, dut: { kind: 'virtual' } },
    requirements: [{ id: 'SSH2-VSTAT-005', verdict: 'pass' }],
  });
  t.ok((results.requirements[0]?.evidence.length ?? 0) > 0, 'a pass has evidence');
  t.equal(read('results.tap').trimEnd(), run.stdout.trimEnd(), 'results.tap is what was piped');
  t.match(readJunit(read('junit.xml')).cases, [{ name: 'SSH2-VSTAT-005', outcome: 'none' }]);

  const before = read('journal.ndjson');
  const replay = await conform(folder, ['replay', 'run']);
  t.equal(replay.exitCode, 0, replay.stderr);
  t.match(replay.stderr, 'the same verdicts as recorded, on the same evidence');
  t.same(readTap(replay.stdout).points, piped.points, 'the same report');
  t.equal(read('journal.ndjson'), before, 'the recording is as it was');

  const again = await conform(folder, ['--requirement', 'SSH2-VSTAT-005', '--out', 'run']);
  t.equal(again.exitCode, 3, 'a run is never overwritten');
});

t.test('a fault in the switch', { timeout: 60_000 }, async (t) => {
  const folder = t.testdir();
  const run = await conform(folder, ['run', 'show-ip-ssh', '--fault', 'version-line-constant']);
  t.equal(run.exitCode, 1, run.stderr);
  t.match(run.stdout, /not ok \d+ - SSH2-VSTAT-006/);
  t.ok(existsSync(join(folder, 'runs')), 'the run is under runs/');
});

t.test('a fault that there is not', { timeout: 60_000 }, async (t) => {
  const run = await conform(t.testdir(), ['run', 'show-ip-ssh', '--fault', 'no-such-fault']);
  t.equal(run.exitCode, 4, run.stderr);
  t.match(run.stderr, 'no-such-fault');
  t.notMatch(run.stderr, /^\s+at .*:\d+:\d+/m, 'no stack');
});
