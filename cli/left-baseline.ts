import { z } from 'zod';
import { BenchError } from '../bench/errors.ts';
import type { Json } from '../bench/pco.ts';
import type { Secret } from '../bench/secret.ts';
import { baselineSchema, type BaselineStore, type BenchBaseline } from '../harness/baseline.ts';
import type { HeldBench } from '../lab-topologies/lock/bench-lock.ts';
import type { LeftBench } from '../lab-topologies/lock/bench-state.ts';

/** The baseline that a run has left on the disk. Throws BenchError where it is of another shape. */
export function leftBaseline({ baseline, folder }: LeftBench): BenchBaseline {
  const parsed = baselineSchema.safeParse(baseline);
  if (parsed.success) return parsed.data;
  throw new BenchError('the baseline that an earlier run kept cannot be used', {
    expected: 'a baseline that this version of conform took',
    got: z.prettifyError(parsed.error).split('\n', 1)[0] ?? '',
    where: folder,
    next: 'bring the switch back by hand, then `conform restore --forget`',
  });
}

/** Keeps the baseline of a run in the state of its bench. `secrets` gives those that may stand in it. */
export function baselineStore(held: HeldBench, secrets: () => readonly Secret[]): BaselineStore {
  return {
    keep: (baseline) => held.state.keep(JSON.parse(JSON.stringify(baseline)) as Json, secrets()),
    forget: () => held.state.forget(),
    markBroken: (reason) => held.state.markBroken(reason),
  };
}
