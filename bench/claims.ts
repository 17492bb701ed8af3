import type { Profile } from './profile.ts';

/** Whether the profile says yes to a fact; one that it does not have is not claimed. */
export function claims({ facts }: Profile, fact: string): boolean {
  return facts[fact]?.value === true;
}

/** What the profile lists under a fact; nothing where it has none. */
export function claimed({ facts }: Profile, fact: string): readonly string[] {
  const value = facts[fact]?.value;
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** The number that the profile says under a fact; where it has none, nothing could be asked by it. */
export function claimedNumber({ facts }: Profile, fact: string): number {
  const value = facts[fact]?.value;
  if (typeof value === 'number') return value;
  throw new TypeError(`the profile says no number under ${fact}`);
}
