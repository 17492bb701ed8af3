import { z } from 'zod';

/** How often something happened: exactly so often, or between two numbers. */
export const howOften = {
  times: z.int().nonnegative().exactOptional(),
  least: z.int().positive().exactOptional(),
  most: z.int().positive().exactOptional(),
};

export type HowOften = { readonly times?: number; readonly least?: number; readonly most?: number };

/** Where nothing is said, at least once. */
export function isAsOften(count: number, { times, least, most }: HowOften): boolean {
  if (times !== undefined) return count === times;
  return count >= (least ?? 1) && count <= (most ?? Infinity);
}
