import { BenchError } from '../bench/errors.ts';
import type { Topology } from './topology.ts';

/** Binds, and says with an error which place in the topology it is about. */
export async function boundAt<Bound>(
  topology: Topology,
  path: readonly string[],
  bind: () => Promise<Bound>,
): Promise<Bound> {
  try {
    return await bind();
  } catch (error) {
    if (!(error instanceof BenchError)) throw error;
    const place = topology.where(path);
    throw new BenchError(error.message, {
      ...error.facts,
      where: error.facts.where === undefined ? place : `${place} (${error.facts.where})`,
    });
  }
}
