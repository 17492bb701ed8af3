import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { exitCodes, UsageError } from '../../bench/errors.ts';
import { audit } from '../../harness/audit.ts';
import { replayBench } from '../../harness/replay.ts';
import { runSuites } from '../../harness/run.ts';
import type { EventOf, JournalEvent } from '../../journal/events.ts';
import { readJournal, type ReadJournal } from '../../journal/reader.ts';
import { memoryJournal } from '../../journal/writer.ts';
import { compareVerdicts } from '../../reports/compare.ts';
import { exitCodeOf } from '../../reports/exit-code.ts';
import { loadRegistry } from '../../requirements/load.ts';
import { listenForInterrupts } from '../interrupt.ts';
import { liveReporter, reporterNames, type ReporterName } from '../reporters.ts';
import { chooseSuites, findSuites } from '../suites.ts';
import { tell } from '../tell.ts';

export function addReplayCommand(program: Command): void {
  program
    .command('replay')
    .summary('judge a recorded run again with the suites of today, without a lab')
    .argument('<run>', 'folder of a run, or its journal.ndjson')
    .addOption(
      new Option(
        '--reporter <name>',
        'what stdout shows (default: progress on a terminal, else tap)',
      ).choices(reporterNames),
    )
    .action(async (run: string, options: { reporter?: ReporterName }) => {
      process.exitCode = await replay(run, options.reporter);
    });
}

async function replay(run: string, asked: ReporterName | undefined): Promise<number> {
  const { events, torn } = readRun(run);
  const head = events.find((event) => event.type === 'head');
  if (head === undefined) throw new UsageError(`${run} ends before the run began`, { got: 'no head event' });
  const registry = loadRegistry();
  const names = endedSuites(events);
  for (const name of head.suites.filter((suite) => !names.includes(suite))) {
    tell(`the recording does not hold the end of ${name}: it is left out`);
  }
  if (torn !== undefined) tell('the recording ends in the middle of an event');
  const found = chooseSuites(await findSuites(registry), names);
  const suites = names.flatMap((name) => found.filter((suite) => suite.name === name));

  const journal = memoryJournal();
  const reporter = await liveReporter(asked);
  const tellBeside = (text: string): void => {
    reporter.makeWay();
    tell(text);
  };
  const interrupt = listenForInterrupts(tellBeside);
  journal.subscribe((event) => reporter.listen(event));
  journal.append({ ...bodyOf(head), suites: [...names] });
  if (names.length > 0) {
    await runSuites({
      bench: replayBench(events),
      journal,
      registry,
      suites,
      ...(head.only === undefined ? {} : { only: new Set(head.only) }),
      interrupt,
      startedAt: new Date(head.startedAt),
    });
  }
  const audited = audit(withChecksOf(events, journal.events), registry);
  journal.append({ type: 'audit', confirmed: audited.confirmed, refuted: [...audited.refuted] });
  const exitCode = interrupt.interrupted ? exitCodes.interrupted : exitCodeOf(journal.events);
  const endedAt = new Date().toISOString();
  journal.append({ type: 'end', endedAt, exitCode, interrupted: interrupt.interrupted });
  await reporter.end();
  interrupt.release();
  if (interrupt.interrupted) return exitCode;

  const differences = compareVerdicts(events, journal.events, names);
  for (const difference of differences) tell(difference);
  tell(
    `audited: ${audited.confirmed} checks confirmed by the recorded bytes, ${audited.refuted.length} refuted`,
  );
  if (names.length === 0) {
    tell('replayed: nothing, because the recording does not hold the end of any suite');
    return exitCode;
  }
  tell(
    differences.length === 0
      ? 'replayed: the same verdicts as recorded, on the same evidence'
      : `replayed: ${differences.length} differences from what was recorded`,
  );
  return differences.length === 0 ? exitCode : exitCodes.fail;
}

function readRun(run: string): ReadJournal {
  const isFolder = statSync(run, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return readJournal(isFolder ? join(run, 'journal.ndjson') : run);
}

/** What crossed the wire as it was recorded, with the checks that were made of it today. */
function withChecksOf(recorded: readonly JournalEvent[], today: readonly JournalEvent[]): JournalEvent[] {
  return [
    ...recorded.filter(({ type }) => type !== 'check'),
    ...today.filter(({ type }) => type === 'check'),
  ];
}

function endedSuites(events: readonly JournalEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'suite-end' ? [event.suite] : []));
}

function bodyOf(head: EventOf<'head'>): Omit<EventOf<'head'>, 'seq' | 'at' | 'wall'> {
  const { seq: _seq, at: _at, wall: _wall, ...body } = head;
  return body;
}
