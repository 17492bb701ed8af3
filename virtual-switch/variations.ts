import { z } from 'zod';
import { readModules } from './module-folder.ts';
import type { Surroundings } from './surroundings.ts';

/** Something that a conforming switch may do differently: it replaces a part of what is around it. */
export interface Variation {
  readonly name: string;
  readonly title: string;
  apply(surroundings: Surroundings): void;
}

const moduleSchema = z.object({
  name: z.string(),
  title: z.string(),
  apply: z.custom<Variation['apply']>((value) => typeof value === 'function'),
});

/** All variations: each module of the folder is one. */
export function readVariations(): Promise<Variation[]> {
  return readModules(new URL('variations/', import.meta.url), moduleSchema);
}
