import type { Answer } from '../bench/console.ts';
import { describeDiff, diffConfig, undoing } from './config-diff.ts';
import { takeBaseline, type Baseline, type KeyPairFacts } from './baseline.ts';
import type { Dut } from './dut.ts';

/** The questions on the way back, all answered with yes: nothing goes that was there before. */
const consent: readonly Answer[] = Array.from({ length: 4 }, () => [
  { question: '\\[yes/no\\]', answer: 'yes' },
  { question: '\\[confirm\\]', answer: '' },
]).flat();

/** Undoing can uncover more to undo, such as a line that could not go before another. */
const rounds = 3;

/**
 * Brings the DUT back to the baseline, line by line, and proves it by reading it again. Gives what still
 * differs, for people; empty when the proof holds.
 */
export async function restore(dut: Dut, baseline: Baseline): Promise<readonly string[]> {
  let differences: string[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const now = await takeBaseline(dut);
    const config = diffConfig(baseline.config, now.config);
    const keys = diffKeys(baseline.keys, now.keys);
    differences = [
      ...describeDiff(config),
      ...keys.added.map((key) => `+ key ${key.name}`),
      ...keys.removed.map((key) => `- key ${key.name}`),
    ];
    if (differences.length === 0 || round === rounds) break;
    for (const key of keys.added) {
      await dut.configure(`crypto key zeroize rsa ${key.name}`, consent);
    }
    for (const key of keys.removed) {
      await dut.configure(generationOf(key), consent);
    }
    for (const group of undoing(config)) {
      await dut.enter('global-config');
      for (const command of group) await dut.execute(command, consent);
    }
  }
  await dut.enter('privileged-exec');
  return differences;
}

function diffKeys(baseline: readonly KeyPairFacts[], now: readonly KeyPairFacts[]) {
  const same = (a: KeyPairFacts, b: KeyPairFacts): boolean =>
    a.name === b.name && a.usage === b.usage && a.bits === b.bits;
  return {
    added: now.filter((key) => !baseline.some((other) => same(key, other))),
    removed: baseline.filter((key) => !now.some((other) => same(key, other))),
  };
}

/** A zeroized pair comes back as a new one of the same name, usage and modulus. */
function generationOf({ name, usage, bits }: KeyPairFacts): string {
  const kind = /general/i.test(usage) || usage === '' ? 'general-keys' : 'usage-keys';
  return `crypto key generate rsa ${kind} label ${name} modulus ${bits ?? 2048}`;
}
