import type { SshDebugLine } from './ssh-debug-lines.ts';

/** Sequence numbers in the lines on MACs, as they were printed. */
export function sequenceNumbers(
  lines: readonly SshDebugLine[],
  what: 'MAC checked' | 'MAC made',
): readonly number[] {
  return lines.flatMap(({ fact }) => (fact.what === what ? [fact.sequence] : []));
}

/** Where they do not rise by one, and where they do not begin at `first`. */
export function sequenceFindings(name: string, numbers: readonly number[], first?: number): string[] {
  const [begun] = numbers;
  const start = first ?? begun ?? 0;
  if (begun === undefined) return [`no ${name}`];
  if (begun !== start) return [`${name} begins at ${begun}`];
  const gap = numbers.findIndex((number, index) => number !== start + index);
  return gap < 0 ? [] : [`${name} ${numbers[gap] ?? ''} behind ${numbers[gap - 1] ?? ''}`];
}
