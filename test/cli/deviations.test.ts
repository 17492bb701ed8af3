import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { resultsSchema, type Results } from '../../reports/results-schema.ts';
import { readTap } from '../reports/read-tap.ts';
import { conform, root } from './conform.ts';

t.setTimeout(90_000);

/** Prints one version whatever is configured, so SSH2-VSTAT-006 fails and SSH2-VSTAT-005 passes. */
const fault = ['--fault', 'version-line-constant'];

interface Ran {
  readonly folder: string;
  readonly run: Awaited<ReturnType<typeof conform>>;
  readonly results: Results;
}

/** A run of these requirements alone, each with a deviation until that day. */
async function runWith(t: Test, claims: Readonly<Record<string, string>>): Promise<Ran> {
  const folder = t.testdir({ 'bench.yaml': benchWith(claims) });
  const words = ['run', '--topology', 'bench.yaml', '--out', 'run', '--requirement', ...Object.keys(claims)];
  const run = await conform(folder, [...words, ...fault]);
  const results: unknown = JSON.parse(readFileSync(join(folder, 'run', 'results.json'), 'utf8'));
  return { folder, run, results: resultsSchema.parse(results) };
}

function benchWith(claims: Readonly<Record<string, string>>): string {
  const virtual = readFileSync(join(root, 'lab-topologies', 'virtual.yaml'), 'utf8');
  const lines = Object.entries(claims).map(
    ([requirement, expires]) =>
      `  - { requirement: ${requirement}, reason: prints one version, owner: Ada, expires: ${expires} }\n`,
  );
  return `${virtual.replace('baud: 9600', 'baud: 115200')}deviations:\n${lines.join('')}`;
}

/** The same verdicts, and the same exit code. */
async function replaysAlike(t: Test, { folder, run }: Ran): Promise<void> {
  const replay = await conform(folder, ['replay', 'run']);
  t.equal(replay.exitCode, run.exitCode, replay.stderr);
  t.match(replay.stderr, 'the same verdicts as recorded, on the same evidence');
  t.match(replay.stderr, /^audited: [1-9]\d* checks confirmed by the recorded bytes, 0 refuted$/m);
  t.same(readTap(replay.stdout).points, readTap(run.stdout).points, 'a replay prints the same');
}

t.test('a fail that a deviation expects', async (t) => {
  const ran = await runWith(t, { 'SSH2-VSTAT-006': '2999-12-31' });
  t.equal(ran.run.exitCode, 0, ran.run.stderr);
  t.match(ran.run.stdout, /^ +not ok 1 - SSH2-VSTAT-006 .* # TODO deviation until 2999-12-31, owner Ada: /m);
  const deviation = { owner: 'Ada', reason: 'prints one version', expires: '2999-12-31' };
  t.match(ran.results.requirements, [{ id: 'SSH2-VSTAT-006', verdict: 'fail', deviation }]);
  t.match(ran.results.run, { exitCode: 0 });
  await replaysAlike(t, ran);
});

t.test('a deviation that has expired, and one that passes', async (t) => {
  const ran = await runWith(t, { 'SSH2-VSTAT-006': '2026-01-31', 'SSH2-VSTAT-005': '2999-12-31' });
  t.equal(ran.run.exitCode, 1, ran.run.stderr);
  const of = (id: string) => ran.results.requirements.find((requirement) => requirement.id === id);
  const expired = of('SSH2-VSTAT-006');
  t.match(expired?.reason, /its deviation .* expired on 2026-01-31 and counts no more$/);
  t.equal(expired?.deviation, undefined);
  const passing = of('SSH2-VSTAT-005');
  t.match(passing, {
    verdict: 'fail',
    reason: /^passes although a deviation is claimed .*bench\.yaml:\d+:5/,
  });
  t.ok((passing?.evidence.length ?? 0) > 0, 'with the evidence that it passes');
  await replaysAlike(t, ran);
});

t.test('a deviation of no requirement', async (t) => {
  const folder = t.testdir({ 'bench.yaml': benchWith({ 'SSH2-VSTAT-06': '2999-12-31' }) });
  const { exitCode, stderr } = await conform(folder, ['run', '--topology', 'bench.yaml', '--out', 'run']);
  t.equal(exitCode, 3, stderr);
  t.match(stderr, /deviations\.0\.requirement/);
  t.match(stderr, /bench\.yaml:\d+:20/);
  t.match(stderr, /did you mean SSH2-VSTAT-00\d\?/);
});
