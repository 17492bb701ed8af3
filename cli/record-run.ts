import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Bench } from '../bench/bench.ts';
import { BenchError, explain } from '../bench/errors.ts';
import { audit } from '../harness/audit.ts';
import { recordBench } from '../harness/recording.ts';
import { runSuites } from '../harness/run.ts';
import type { Suite } from '../harness/suite.ts';
import { journalVersion, type JournalEvent } from '../journal/events.ts';
import type { Journal } from '../journal/journal.ts';
import { readJournal } from '../journal/reader.ts';
import { createRedactor, type Redactor } from '../journal/redaction.ts';
import { journalTapes } from '../journal/tapes.ts';
import { createJournal, type TapedJournal } from '../journal/writer.ts';
import { headOf } from '../lab-topologies/head-of.ts';
import { openBench } from '../lab-topologies/open-bench.ts';
import type { Topology } from '../lab-topologies/topology.ts';
import { exitCodeOf } from '../reports/exit-code.ts';
import { writeReports } from '../reports/write-reports.ts';
import { exitCodes } from '../bench/errors.ts';
import type { Registry } from '../requirements/requirement.ts';
import type { InterruptSource } from './interrupt.ts';
import { toolFacts } from './package-folder.ts';

export interface RunRequest {
  readonly topology: Topology;
  readonly registry: Registry;
  readonly suites: readonly Suite[];
  readonly only?: ReadonlySet<string>;
  readonly seed?: number;
  readonly faults: readonly string[];
  /** Exists and is empty. */
  readonly folder: string;
  readonly startedAt: Date;
  readonly interrupt: InterruptSource;
  readonly listen: (event: JournalEvent) => void;
  /** Told of what keeps the run from being carried out as asked: a BenchError as it is explained, or one line. */
  readonly tell: (problem: string) => void;
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
  const { topology, folder, interrupt, tell } = request;
  const redactor = createRedactor([topology.password, topology.enableSecret]);
  const file = join(folder, 'journal.ndjson');
  let now = (): number => 0;
  const journal = createJournal({ file, redactor, now: () => now() });
  journal.subscribe(request.listen);
  journal.subscribe((event) => {
    if (event.type === 'bench' && event.phase === 'broken')
      tell(redactor.text(event.detail ?? 'the bench is broken'));
  });

  const onStray = (error: unknown): void => {
    report(error, 'outside any step');
    interrupt.giveUp();
  };
  const report = (error: unknown, where: string): void => {
    const { message, stack } = factsOf(error);
    const stackFile = join(folder, 'error.txt');
    writeFileSync(stackFile, `${where}\n${redactor.text(stack ?? message)}\n\n`, { flag: 'a' });
    if (!journal.closed) {
      journal.append({ type: 'error', where, message, ...(stack === undefined ? {} : { stack }) });
    }
    tell(`the harness went wrong: ${redactor.text(message)} (${where}; the stack is in ${stackFile})`);
  };
  process.on('uncaughtException', onStray);
  process.on('unhandledRejection', onStray);
  try {
    journal.append(headEvent(request));
    const bench = await open(request, journal, redactor);
    if (bench !== undefined) {
      const { clock } = bench;
      const began = clock.now();
      now = () => clock.now() - began;
      try {
        for (const secret of bench.secrets) redactor.add(secret);
        await runSuites({ ...request, bench: recordBench(bench, journal, redactor), journal });
      } catch (error) {
        report(error, 'running the suites');
      }
      const closedAt = clock.now() - began;
      now = () => closedAt;
      await bench.close().catch((error: unknown) => report(error, 'closing the bench'));
    }
    auditRun(file, journal, request.registry, report);
  } catch (error) {
    report(error, 'the run');
  } finally {
    process.off('uncaughtException', onStray);
    process.off('unhandledRejection', onStray);
  }
  return finish(request, journal, file);
}

function headEvent(request: RunRequest): Parameters<Journal['append']>[0] {
  const { topology, registry, suites, only, seed, folder, startedAt } = request;
  const claimed = new Set(suites.flatMap((suite) => suite.requirements));
  return {
    type: 'head',
    version: journalVersion,
    tool: toolFacts(),
    runId: basename(folder),
    startedAt: startedAt.toISOString(),
    ...headOf(topology),
    suites: suites.map(({ name }) => name),
    ...(only === undefined ? {} : { only: [...only] }),
    ...(seed === undefined ? {} : { seed }),
    registry: [...claimed].flatMap((id) => {
      const requirement = registry.requirements.get(id);
      return requirement === undefined ? [] : [JSON.parse(JSON.stringify(requirement)) as unknown];
    }),
  };
}

/** The bench, or undefined where it could not be opened: that is then in the journal, and told. */
async function open(
  { topology, faults }: RunRequest,
  journal: TapedJournal,
  redactor: Redactor,
): Promise<Bench | undefined> {
  try {
    return await openBench(topology, { openTape: journalTapes(journal, redactor), faults });
  } catch (error) {
    if (!(error instanceof BenchError)) throw error;
    journal.append({ type: 'bench', phase: 'broken', detail: redactor.text(explain(error)) });
    return undefined;
  }
}

/** Judges every pass again, from what is in the file. */
function auditRun(
  file: string,
  journal: Journal,
  registry: Registry,
  report: (error: unknown, where: string) => void,
): void {
  try {
    const { confirmed, refuted } = audit(readJournal(file).events, registry);
    journal.append({ type: 'audit', confirmed, refuted: [...refuted] });
  } catch (error) {
    report(error, 'the audit');
  }
}

async function finish(request: RunRequest, journal: TapedJournal, file: string): Promise<RunOutcome> {
  const { interrupted } = request.interrupt;
  const exitCode = interrupted ? exitCodes.interrupted : exitCodeOf(readJournal(file).events);
  journal.append({ type: 'end', endedAt: new Date().toISOString(), exitCode, interrupted });
  journal.close();
  const { events } = readJournal(file);
  await writeReports(request.folder, events);
  return { exitCode, events };
}

function factsOf(error: unknown): { message: string; stack: string | undefined } {
  if (error instanceof BenchError) return { message: explain(error), stack: error.stack };
  if (error instanceof Error) return { message: error.message, stack: error.stack };
  return { message: String(error), stack: undefined };
}
