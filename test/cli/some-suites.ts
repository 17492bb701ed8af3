import { shuffled } from '../../cli/shuffle.ts';
import { findSuites } from '../../cli/suites.ts';
import { loadRegistry } from '../../requirements/load.ts';

const day = 86_400_000;

/** Another sample each day, so that all have their turn; `CONFORM_SEED` brings one back. */
export const sampleSeed = Number(process.env['CONFORM_SEED'] ?? Math.floor(Date.now() / day));

/**
 * Names of so many suites, in the guide's order: a sample, because the whole guide many times over takes longer than a
 * test may. `CONFORM_ALL_SUITES=1` takes them all. `turn` gives those who sample on the same day each their own.
 */
export async function someSuites(count: number, turn = 0): Promise<string[]> {
  const names = (await findSuites(loadRegistry())).map(({ name }) => name);
  if (process.env['CONFORM_ALL_SUITES'] === '1') return names;
  const sample = shuffled(names, sampleSeed + turn).slice(0, count);
  return names.filter((name) => sample.includes(name));
}
