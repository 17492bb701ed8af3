import { z } from 'zod';
import type { LogObservation } from '../../bench/console.ts';
import { defineFact, defineMatcher } from './define.ts';

/** Matchers of a log line that came by itself; an observation without one has an empty line. */

export const logSeen = defineFact<LogObservation>('logSeen', ['log'], ({ line }) => ({
  matches: line.trim() !== '',
  got: line.trim() === '' ? 'no log line' : line,
}));

/** A log line came, and the regular expression matches it. */
export const logMatches = defineMatcher<LogObservation, string>(
  'logMatches',
  ['log'],
  z.string().min(1),
  (expected, { line }) => ({
    matches: line.trim() !== '' && new RegExp(expected).test(line.trim()),
    got: line.trim() === '' ? 'no log line' : line,
  }),
);
