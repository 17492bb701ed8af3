import type { JournalEvent } from '../journal/events.ts';
import { benchErrorsOf, harnessErrorsOf } from './errors.ts';
import { foldExitCode } from './exit-code.ts';
import { resultsVersion, type Results } from './results-schema.ts';
import { foldSuites } from './suite-results.ts';

/** What stands for a fact of the switch that was never read. */
const unread = 'unknown';

/** `results.json` of a run, by its journal. Throws when the journal has no head: then there was no run. */
export function foldResults(events: readonly JournalEvent[]): Results {
  const head = events.find((event) => event.type === 'head');
  if (head === undefined) throw new Error('the journal has no head event');
  const dut = events.find((event) => event.type === 'dut');
  const end = events.find((event) => event.type === 'end');
  const suites = foldSuites(events);
  const requirements = suites.flatMap((suite) => suite.requirements);
  const errors = events.flatMap((event) => [...harnessErrorsOf(event), ...benchErrorsOf(event)]);
  const count = (verdict: string): number =>
    requirements.filter((requirement) => requirement.verdict === verdict).length;
  return {
    schema: resultsVersion,
    run: {
      id: head.runId,
      startedAt: head.startedAt,
      endedAt: end?.endedAt ?? null,
      topology: head.topology.name,
      dut: {
        kind: head.dut.kind,
        platform: dut?.platform ?? unread,
        release: dut?.release ?? unread,
        image: dut?.image ?? unread,
      },
      ...(head.seed === undefined ? {} : { seed: head.seed }),
      interrupted: end?.interrupted ?? false,
      exitCode: foldExitCode(events),
    },
    totals: {
      suites: suites.length,
      requirements: requirements.length,
      pass: count('pass'),
      fail: count('fail'),
      inconclusive: count('inconclusive'),
      accepted: requirements.filter(
        ({ verdict, accepted }) => verdict === 'inconclusive' && accepted === true,
      ).length,
      deviations: requirements.filter(({ deviation }) => deviation !== undefined).length,
      'not-applicable': count('not-applicable'),
      errors: errors.length,
    },
    suites: suites.map(({ name, title, verdict, durationMs }) => ({ name, title, verdict, durationMs })),
    requirements,
    errors,
  };
}
