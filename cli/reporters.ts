import type { JournalEvent } from '../journal/events.ts';
import { progressReport } from '../reports/progress.ts';
import { tapReport } from '../reports/tap.ts';

export const reporterNames = ['tap', 'progress'] as const;
export type ReporterName = (typeof reporterNames)[number];

/** What shows a run to the person or program at stdout while it goes on. */
export interface LiveReporter {
  listen(event: JournalEvent): void;
  /** Makes way for something that is told on stderr, which on a terminal is the same screen. */
  makeWay(): void;
  end(): Promise<void>;
}

/** Progress on a terminal, plain TAP where stdout is piped, unless one is asked for. */
export async function liveReporter(asked: ReporterName | undefined): Promise<LiveReporter> {
  const { stdout } = process;
  if ((asked ?? (stdout.isTTY ? 'progress' : 'tap')) === 'tap') {
    const report = await tapReport((text) => stdout.write(text));
    return { ...report, makeWay: () => undefined };
  }
  const report = progressReport(
    {
      write: (text) => stdout.write(text),
      columns: () => (stdout.isTTY ? stdout.columns : undefined),
      color: stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '',
    },
    () => performance.now(),
  );
  const timer = setInterval(() => report.tick(), 250);
  timer.unref();
  return {
    listen: (event) => report.listen(event),
    makeWay: () => report.clear(),
    end: () => {
      clearInterval(timer);
      report.end();
      return Promise.resolve();
    },
  };
}
