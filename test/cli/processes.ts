import { readdirSync, readFileSync } from 'node:fs';

/** A process as it was when it was looked for: another one of the same number is not it. */
export interface SeenProcess {
  readonly pid: number;
  readonly isAlive: () => boolean;
}

/** A process and all that it started, by /proc. */
export function processesUnder(pid: number): SeenProcess[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), statOf(Number(name))?.parent]),
  );
  const found = [pid];
  for (const parent of found) {
    for (const [child, its] of parents) if (its === parent) found.push(child);
  }
  return found.map((one) => {
    const started = statOf(one)?.started;
    return {
      pid: one,
      isAlive: () => {
        const now = statOf(one);
        return now !== undefined && now.started === started && now.state !== 'Z';
      },
    };
  });
}

function statOf(pid: number): { state: string; parent: number; started: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in parentheses and may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', parent: Number(fields[1]), started: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}
