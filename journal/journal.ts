import type { EventBody, JournalEvent } from './events.ts';

/**
 * The append-only record of a run. `append` returns when the event is in the file (or in memory, for a
 * replay's), so what it says happened before what comes next. Every listener is told of every event, in
 * order, after it was written.
 */
export interface Journal {
  append(body: EventBody): JournalEvent;
  subscribe(listener: (event: JournalEvent) => void): void;
  close(): void;
}
