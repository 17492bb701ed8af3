import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import t from 'tap';
import { type Results, resultsSchema } from '../../reports/results-schema.ts';
import { conform, root } from './conform.ts';
import { sampleSeed, someSuites } from './some-suites.ts';

/**
 * What a conforming switch may do differently changes no verdict: a sample of the guide with each variation around the switch,
 * the whole of it with `CONFORM_ALL_SUITES=1`.
 */

t.setTimeout(900_000);

t.test('no verdict changes for a benign variation', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'conform-variations-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const main = join(root, 'virtual-switch', 'main.ts');
  const { stdout } = await execa(process.execPath, [main, '--list-variations']);
  const variations = (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name);
  t.ok(variations.length >= 5);

  const suites = await someSuites(3);
  t.comment(`suites of seed ${sampleSeed}: ${suites.join(' ')}`);
  const runWith = async (out: string, ...words: readonly string[]): Promise<Results> => {
    await conform(folder, ['run', ...suites, '--out', out, ...words]);
    return resultsSchema.parse(JSON.parse(readFileSync(join(folder, out, 'results.json'), 'utf8')));
  };
  const left = variations.map((name) => [name, '--variation', name] as const);
  const expected = await runWith('as-it-is');
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [name, ...words] = next;
      let differing = differences(expected, await runWith(name, ...words));
      // A machine that is overloaded may leave something undecided, never decide it wrongly: that is looked at once more.
      if (differing.length > 0 && differing.every(({ verdict }) => verdict === 'inconclusive')) {
        t.comment(`${name}, run again: ${JSON.stringify(differing)}`);
        differing = differences(expected, await runWith(`${name}-again`, ...words));
      }
      t.same(differing, [], name);
    }
  };
  await Promise.all([worker(), worker()]);
});

function differences(expected: Results, got: Results) {
  return expected.requirements.flatMap(({ id, verdict: wanted }) => {
    const { verdict, reason } = got.requirements.find((each) => each.id === id) ?? {
      verdict: 'missing',
      reason: undefined,
    };
    return verdict === wanted ? [] : [{ id, wanted, verdict, reason }];
  });
}
