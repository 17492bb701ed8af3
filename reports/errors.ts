import type { JournalEvent } from '../journal/events.ts';

export interface ReportedError {
  readonly where: string;
  readonly message: string;
}

/** What one event says went wrong in the harness: a thrown error, or a pass that the auditor refuted. */
export function harnessErrorsOf(event: JournalEvent): readonly ReportedError[] {
  if (event.type === 'error') return [{ where: event.where, message: event.message }];
  if (event.type !== 'audit') return [];
  return event.refuted.map(({ requirement, why }) => ({
    where: `audit of ${requirement}`,
    message: `its verdict does not rest on the evidence: ${why}`,
  }));
}

/** That the bench was not opened or could not be brought back, which is told once. */
export function benchErrorsOf(event: JournalEvent): readonly ReportedError[] {
  if (event.type !== 'bench' || event.phase !== 'broken') return [];
  return [{ where: 'bench', message: event.detail ?? 'the bench is broken' }];
}
