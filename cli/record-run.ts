import type { JournalEvent } from '../journal/events.ts';
import { exitCodes } from '../bench/errors.ts';
import { audit } from '../harness/audit.ts';
import { recordBench } from '../harness/recording.ts';
import { runSuites } from '../harness/run.ts';
import type { Suite } from '../harness/suite.ts';
import { readJournal } from '../journal/reader.ts';
import { holdBench } from '../lab-topologies/lock/bench-lock.ts';
import { exitCodeOf } from '../reports/exit-code.ts';
import { writeReports } from '../reports/write-reports.ts';
import type { Registry } from '../requirements/requirement.ts';
import { headEvent } from './head-event.ts';
import { bringBackFirst } from './hold-for-run.ts';
import { baselineStore } from './left-baseline.ts';
import { RecordedWork, type WorkRequest } from './recorded-work.ts';

export interface RunRequest extends WorkRequest {
  readonly registry: Registry;
  readonly suites: readonly Suite[];
  readonly only?: ReadonlySet<string>;
  readonly seed?: number;
  readonly faults: readonly string[];
  readonly variations?: readonly string[];
  readonly startedAt: Date;
  readonly listen: (event: JournalEvent) => void;
}

export interface RunOutcome {
  readonly exitCode: number;
  readonly events: readonly JournalEvent[];
}

/**
 * One run, from the topology to the reports in its folder. Whatever goes wrong, what was recorded until then is
 * reported; so this rejects only when the folder cannot be written to.
 */
export async function recordRun(request: RunRequest): Promise<RunOutcome> {
  const { topology, folder, startedAt, tell } = request;
  const work = new RecordedWork(request);
  const { journal, redactor } = work;
  journal.subscribe(request.listen);
  journal.subscribe((event) => {
    if (event.type === 'bench' && event.phase === 'broken')
      tell(redactor.text(event.detail ?? 'the bench is broken'));
  });
  await work.guard(async () => {
    journal.append(headEvent(request));
    await work.orBroken(async () => {
      const held = await holdBench(topology, { command: 'run', runFolder: folder, startedAt });
      try {
        if (held !== undefined) await bringBackFirst(held, request);
        const { faults, variations = [] } = request;
        await work.withBench(topology, { faults, variations }, async (bench) => {
          const store = held === undefined ? undefined : baselineStore(held, () => bench.secrets);
          journal.subscribe(({ type }) => {
            // Before a secret that came up just now is typed.
            if (type === 'call') held?.state.keepSecrets(bench.secrets);
          });
          await runSuites({
            ...request,
            bench: recordBench(bench, journal, redactor),
            journal,
            ...(store === undefined ? {} : { store }),
          });
        });
      } finally {
        held?.release();
      }
    });
    auditRun(work, request.registry);
  });
  return finish(request, work);
}

/** Judges every pass again, from what is in the file. */
function auditRun({ file, journal, report }: RecordedWork, registry: Registry): void {
  try {
    const { confirmed, refuted } = audit(readJournal(file).events, registry);
    journal.append({ type: 'audit', confirmed, refuted: [...refuted] });
  } catch (error) {
    report(error, 'the audit');
  }
}

async function finish(request: RunRequest, { file, journal }: RecordedWork): Promise<RunOutcome> {
  const { interrupted } = request.interrupt;
  const exitCode = interrupted ? exitCodes.interrupted : exitCodeOf(readJournal(file).events);
  journal.append({ type: 'end', endedAt: new Date().toISOString(), exitCode, interrupted });
  journal.close();
  const { events } = readJournal(file);
  await writeReports(request.folder, events);
  return { exitCode, events };
}
