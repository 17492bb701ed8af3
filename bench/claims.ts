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
