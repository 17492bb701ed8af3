import type { Match } from '../matcher.ts';

/** Findings that are told to the person who reads the report. */
const shownFindings = 5;

/** A match where nothing was found to be wrong. */
export function matchOf(findings: readonly string[], good: string): Match {
  const more = findings.length - shownFindings;
  const shown = [...findings.slice(0, shownFindings), ...(more > 0 ? [`and ${more} more`] : [])];
  return { matches: findings.length === 0, got: findings.length === 0 ? good : shown.join('; ') };
}
