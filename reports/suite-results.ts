import { claimsOf } from '../bench/deviation.ts';
import { foldVerdicts, type Verdict } from '../bench/verdict.ts';
import type { EventOf, Head, JournalEvent, RequirementResult } from '../journal/events.ts';

export interface SuiteResult {
  readonly name: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly durationMs: number;
  readonly requirements: readonly RequirementResult[];
}

/**
 * How each suite of the run ended, in the order in which they ran. A suite that the journal does not see the end
 * of is there too: a requirement that failed stays failed, all others are inconclusive because nobody knows what
 * the rest of the suite would have said.
 */
export function foldSuites(events: readonly JournalEvent[]): SuiteResult[] {
  const head = events.find((event) => event.type === 'head');
  const started = new Map<string, EventOf<'suite-start'>>();
  const checks = new Map<string, EventOf<'check'>[]>();
  const suites: SuiteResult[] = [];
  for (const event of events) {
    if (event.type === 'suite-start') {
      started.set(event.suite, event);
      checks.set(event.suite, []);
    } else if (event.type === 'check') checks.get(event.suite)?.push(event);
    else if (event.type === 'suite-end') {
      const { suite: name, verdict, durationMs, requirements } = event;
      suites.push({ name, title: started.get(name)?.title ?? name, verdict, durationMs, requirements });
    }
  }
  const ended = new Set(suites.map(({ name }) => name));
  const last = events.at(-1);
  for (const start of started.values()) {
    if (!ended.has(start.suite)) suites.push(cutShort(start, checks.get(start.suite) ?? [], last, head));
  }
  const unstarted = (head?.suites ?? []).filter((name) => !started.has(name));
  return [...suites, ...unstarted.map((name) => neverBegun(name, head))];
}

function cutShort(
  start: EventOf<'suite-start'>,
  checks: readonly EventOf<'check'>[],
  last: JournalEvent | undefined,
  head: Head | undefined,
): SuiteResult {
  const requirements = start.requirements.map((id): RequirementResult => {
    const failed = checks.find((check) => check.requirement === id && check.verdict === 'fail');
    if (failed === undefined) return undecided(id, start.suite, 'the run ended before this suite did');
    const deviation = expectedBy(id, head);
    return {
      id,
      suite: start.suite,
      verdict: 'fail',
      evidence: failed.evidence,
      ...(failed.reason === undefined ? {} : { reason: failed.reason }),
      ...(deviation === undefined ? {} : { deviation }),
    };
  });
  return {
    name: start.suite,
    title: start.title,
    durationMs: (last?.at ?? start.at) - start.at,
    verdict: foldVerdicts(requirements.map(({ verdict }) => verdict)),
    requirements,
  };
}

/** The deviation by which a fail was expected when the run began. */
function expectedBy(id: string, head: Head | undefined): RequirementResult['deviation'] {
  if (head === undefined) return undefined;
  const { inForce } = claimsOf(head.profile.deviations ?? [], id, new Date(head.startedAt));
  if (inForce === undefined) return undefined;
  const { owner, reason, expires } = inForce;
  return { owner, reason, expires };
}

function neverBegun(name: string, head: Head | undefined): SuiteResult {
  const claimed = (head?.registry ?? []).filter((entry) => textOf(entry, 'suite') === name);
  const requirements = claimed
    .map((entry) => textOf(entry, 'id') ?? '')
    .filter((id) => id !== '' && (head?.only?.includes(id) ?? true))
    .map((id) => undecided(id, name, 'the run ended before this suite began'));
  return { name, title: name, verdict: 'inconclusive', durationMs: 0, requirements };
}

function undecided(id: string, suite: string, reason: string): RequirementResult {
  return { id, suite, verdict: 'inconclusive', reason, evidence: [] };
}

/** A text field of a registry entry, which the journal keeps as plain JSON. */
export function textOf(entry: unknown, field: string): string | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const value: unknown = Reflect.get(entry, field);
  return typeof value === 'string' ? value : undefined;
}
