import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { conform } from './conform.ts';
import { sampleSeed, someSuites } from './some-suites.ts';

t.setTimeout(900_000);

interface Results {
  readonly run: { readonly dut: { readonly release: string } };
  readonly requirements: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly accepted?: boolean;
    readonly reason?: string;
  }[];
}

/** Exit code. */
const inconclusive = 2;
const guide = '03.03SE';
/** Of a C9300: the guide's remainder. */
const withoutVersion1 = '17.x';
/** What a 3650 may run besides, and that one. */
const others = ['03.02SE', '03.06E', '03.07E', '16.3', '16.6', '16.12', withoutVersion1];

t.test('the suites give the same verdicts on each release, but for what its profile says', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'conform-releases-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const runOn = async (release: string, out: string) => {
    // The guide's own release has all of them; of the others each a sample of its own.
    const names = release === guide ? [] : await someSuites(1, others.indexOf(release));
    t.comment(`${release}, seed ${sampleSeed}: ${names.join(' ')}`);
    // Pacing is not what differs between releases, and takes time: test/cli/variations.test.ts is about it.
    const unpaced = ['--variation', 'unpaced-console'];
    const { exitCode } = await conform(folder, [
      'run',
      ...names,
      '--profile',
      release,
      ...unpaced,
      '--out',
      out,
    ]);
    const results = JSON.parse(readFileSync(join(folder, out, 'results.json'), 'utf8')) as Results;
    const open = results.requirements.filter(
      ({ verdict, accepted }) => verdict === 'fail' || (verdict === 'inconclusive' && accepted !== true),
    );
    return { exitCode, results, open };
  };
  const verdictsOn = async (release: string): Promise<Results> => {
    let run = await runOn(release, release);
    // A machine that is overloaded may leave something undecided, never decide it wrongly: that is looked at once more.
    if (run.exitCode === inconclusive) {
      t.comment(
        `${release}, run again: ${run.open.map(({ id, reason }) => `${id}: ${String(reason)}`).join('; ')}`,
      );
      run = await runOn(release, `${release}-again`);
    }
    t.same(run.open, [], `${release}: nothing failed, nothing undecided but for what the bench lacks`);
    t.equal(run.exitCode, 0, release);
    return run.results;
  };
  const seen = async (releases: readonly string[]): Promise<Results[]> => {
    const all: Results[] = [];
    for (const release of releases) all.push(await verdictsOn(release));
    return all;
  };
  // Side by side: the whole guide takes about as long as the samples together.
  const [[expected], results] = await Promise.all([seen([guide]), seen(others)]);
  if (expected === undefined) throw new Error('the guide’s own release has no results');
  t.equal(expected.requirements.length, 343, 'all of the guide');
  const undecided = expected.requirements.filter(
    ({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable',
  );
  t.same(undecided, [], 'and each of it is decided');
  for (const [index, { run, requirements }] of results.entries()) {
    const release = others[index] ?? '';
    t.not(run.dut.release, expected.run.dut.release, `${release} is another one: ${run.dut.release}`);
    for (const { id, verdict, reason } of requirements) {
      const want = expected.requirements.find((each) => each.id === id)?.verdict;
      // Without SSH-1 nothing of it is left to be inconclusive for.
      if (release === withoutVersion1 && verdict === 'pass' && want === 'inconclusive') continue;
      // Not applicable rests on a fact of the profile, which is its reason.
      if (verdict === 'not-applicable') t.match(reason, /^[a-z0-9-]+ is .+ \(.+\)$/, `${release} ${id}`);
      else if (verdict !== want)
        t.fail(`${release} ${id}: ${verdict}, not ${String(want)}: ${String(reason)}`);
    }
    t.ok(requirements.length > 0, release);
  }
});
