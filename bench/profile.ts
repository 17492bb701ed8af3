import type { Deviation } from './deviation.ts';

export type FactValue = string | number | boolean | readonly string[];

/** One thing that a platform and release claims, and who says so. */
export interface Fact {
  readonly value: FactValue;
  readonly source: string;
}

/** What a platform and release claims to support (the PICS): decides not-applicable, ranges and defaults. */
export interface Profile {
  readonly platform: string;
  /** The train that it speaks of, such as 03.06E; `17.x` speaks of all trains of 17. */
  readonly release: string;
  readonly facts: Readonly<Record<string, Fact>>;
  /** The bench's own first, then those of the platform and release. */
  readonly deviations?: readonly Deviation[] | undefined;
  /** How it was chosen, for an error that says it was the wrong one; absent where nobody chose. */
  readonly chosen?: { readonly where: string; readonly among: readonly string[] } | undefined;
}

/**
 * The train of a release as `show version` prints it: `03.06.05E` and `03.06.08.E` are of 03.06E, `16.12.03a`
 * of 16.12. Undefined for what is no release of IOS XE, such as `15.2(2)E7` or the name of an experimental build.
 */
export function trainOf(release: string): string | undefined {
  const [, major, minor, letters = ''] =
    /^0?(\d{1,2})\.0?(\d{1,2})(?:\.\d+[a-z]?)?\.?([A-Z]{1,3})?$/.exec(release) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  // Up to 3 the numbers have two digits and letters say the line of products; from 16 on neither.
  if (Number(major) >= 16) return letters === '' ? `${major}.${minor}` : undefined;
  return letters === '' ? undefined : `${major.padStart(2, '0')}.${minor.padStart(2, '0')}${letters}`;
}

/** Whether a release, as `show version` prints it, is one that a profile of that name speaks of. */
export function isOfTrain(release: string, name: string): boolean {
  if (release === name) return true;
  const train = trainOf(release);
  return train !== undefined && (train === name || name === `${train.split('.')[0] ?? ''}.x`);
}
