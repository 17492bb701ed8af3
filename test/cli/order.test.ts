import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { shuffled } from '../../cli/shuffle.ts';
import { type Results, resultsSchema } from '../../reports/results-schema.ts';
import { conform } from './conform.ts';
import { sampleSeed, someSuites } from './some-suites.ts';

t.setTimeout(400_000);

t.test('the same verdicts alone, in order and shuffled', async (t) => {
  const folder = t.testdir();
  const names = await someSuites(4);
  t.comment(`suites of seed ${sampleSeed}: ${names.join(' ')}`);
  t.ok(names.length > 1, 'there is an order to change');
  const seed = seedOfAnotherOrder(names);

  const runs: Record<string, readonly string[]> = {
    'in-order': names,
    shuffled: [...names, '--shuffle', String(seed)],
    ...Object.fromEntries(names.map((name) => [name, [name]])),
  };
  const results = await twoSideBySide(Object.entries(runs), ([out, words]) =>
    verdictsOf(t, folder, out, words),
  );
  const [inOrder, other, ...alone] = results;
  if (inOrder === undefined || other === undefined) throw new Error('no runs');
  t.strictSame(suitesOf(inOrder), names, 'in the order of the guide');
  t.strictSame(suitesOf(other), shuffled(names, seed), 'in the order of the seed');
  t.equal(other.run.seed, seed, 'which is recorded');

  const expected = table([inOrder]);
  t.strictSame(table([other]), expected, 'shuffled as in order');
  t.strictSame(table(alone), expected, 'alone as in order');
});

async function verdictsOf(t: Test, folder: string, out: string, words: readonly string[]): Promise<Results> {
  const { exitCode, stderr } = await conform(folder, ['run', ...words, '--out', out]);
  t.equal(exitCode, 0, `${out}: no fail and nothing unexplained; stderr: ${stderr}`);
  return resultsSchema.parse(JSON.parse(readFileSync(join(folder, out, 'results.json'), 'utf8')));
}

/** Each requirement of each suite with its verdict, in an order that no run decides. */
function table(results: readonly Results[]): string[] {
  return results
    .flatMap(({ requirements }) => requirements)
    .map(
      ({ suite, id, verdict, accepted }) =>
        `${suite} ${id} ${verdict}${accepted === true ? ' accepted' : ''}`,
    )
    .sort();
}

function suitesOf({ suites }: Results): string[] {
  return suites.map(({ name }) => name);
}

function seedOfAnotherOrder(names: readonly string[]): number {
  for (let seed = 1; ; seed++) if (shuffled(names, seed).join() !== names.join()) return seed;
}

async function twoSideBySide<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      results[next[0]] = await work(next[1]);
    }
  };
  await Promise.all([worker(), worker()]);
  return results;
}
