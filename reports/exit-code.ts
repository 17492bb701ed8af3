import { exitCodes } from '../bench/errors.ts';
import type { JournalEvent } from '../journal/events.ts';
import { harnessErrorsOf } from './errors.ts';
import { foldSuites } from './suite-results.ts';

/** What a run exits with, by its journal: the first of the exit codes that applies. */
export function foldExitCode(events: readonly JournalEvent[]): number {
  const end = events.find((event) => event.type === 'end');
  if (end?.interrupted === true) return exitCodes.interrupted;
  return exitCodeOf(events);
}

/** The same for a run that was not interrupted, and may not have its end event yet. */
export function exitCodeOf(events: readonly JournalEvent[]): number {
  if (events.some((event) => harnessErrorsOf(event).length > 0)) return exitCodes.harnessError;
  if (events.some((event) => event.type === 'bench' && event.phase === 'broken')) return exitCodes.bench;
  const results = foldSuites(events).flatMap(({ requirements }) => requirements);
  if (results.some(({ verdict, deviation }) => verdict === 'fail' && deviation === undefined)) {
    return exitCodes.fail;
  }
  const open = results.some(({ verdict, accepted }) => verdict === 'inconclusive' && accepted !== true);
  return open || results.length === 0 ? exitCodes.inconclusive : exitCodes.ok;
}
