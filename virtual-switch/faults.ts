import { z } from 'zod';
import { readModules } from './module-folder.ts';
import type { Seams } from './seams.ts';

/** A known departure from the guide: it replaces one of the functions that a switch is built from. */
export interface Fault {
  readonly name: string;
  readonly title: string;
  /** Ids of the requirements that it violates. */
  readonly requirements: readonly string[];
  apply(seams: Seams): void;
}

const moduleSchema = z.object({
  name: z.string(),
  title: z.string(),
  requirements: z.array(z.string()).min(1),
  apply: z.custom<Fault['apply']>((value) => typeof value === 'function'),
});

/** All faults: each module of the folder is one. */
export function readFaults(): Promise<Fault[]> {
  return readModules(new URL('faults/', import.meta.url), moduleSchema);
}
