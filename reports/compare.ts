import { isDeepStrictEqual } from 'node:util';
import type { JournalEvent, RequirementResult } from '../journal/events.ts';
import { foldSuites } from './suite-results.ts';

/**
 * Where two judgements of the same suites differ: one line for each requirement with another verdict, or the same
 * verdict on other evidence.
 */
export function compareVerdicts(
  recorded: readonly JournalEvent[],
  replayed: readonly JournalEvent[],
  suites: readonly string[],
): string[] {
  const before = resultsOf(recorded, suites);
  const after = resultsOf(replayed, suites);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const was = before.get(key);
    const is = after.get(key);
    if (was?.verdict !== is?.verdict) {
      const reason = is?.reason === undefined ? '' : ` (${is.reason})`;
      return [`${key}: recorded ${was?.verdict ?? 'nothing'}, replayed ${is?.verdict ?? 'nothing'}${reason}`];
    }
    if (isDeepStrictEqual(was?.evidence, is?.evidence)) return [];
    return [`${key}: ${was?.verdict ?? ''} as recorded, but on other evidence`];
  });
}

function resultsOf(
  events: readonly JournalEvent[],
  suites: readonly string[],
): ReadonlyMap<string, RequirementResult> {
  const results = foldSuites(events)
    .filter(({ name }) => suites.includes(name))
    .flatMap(({ requirements }) => requirements);
  return new Map(results.map((result) => [`${result.suite} ${result.id}`, result]));
}
