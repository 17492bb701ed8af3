import { BenchError } from '../bench/errors.ts';
import type { Json } from '../bench/pco.ts';
import type { Recorded, RecordedBench } from '../bench/recorded.ts';
import type { Span } from '../bench/span.ts';
import { foldVerdicts, type Verdict } from '../bench/verdict.ts';
import type { EventOf, JudgedBy, RequirementResult } from '../journal/events.ts';
import type { Journal } from '../journal/journal.ts';
import type { Expectation, Registry, Requirement } from '../requirements/requirement.ts';
import { withDeviations } from './deviations.ts';
import { judgeByPatterns, textOf } from './patterns.ts';
import type { Step } from './suite.ts';
import type { Verify } from './verify.ts';

type Check = Omit<EventOf<'check'>, 'seq' | 'at' | 'wall' | 'type' | 'suite' | 'step'>;

/** What has been found out about one requirement in a suite so far. */
interface Findings {
  readonly checks: Check[];
  /** Indexes of the registry's patterns that were put to the test. */
  readonly patternsPut: Set<number>;
}

/**
 * The checks of one suite: made by its steps, journalled, and folded into a verdict for each requirement, by the
 * deviations that counted when the run began.
 */
export class SuiteChecks {
  readonly #suite: string;
  readonly #journal: Journal;
  readonly #registry: Registry;
  readonly #bench: RecordedBench;
  readonly #startedAt: Date;
  readonly #findings = new Map<string, Findings>();

  constructor(
    suite: string,
    requirements: readonly string[],
    journal: Journal,
    registry: Registry,
    bench: RecordedBench,
    startedAt: Date,
  ) {
    this.#suite = suite;
    this.#journal = journal;
    this.#registry = registry;
    this.#bench = bench;
    this.#startedAt = startedAt;
    for (const id of requirements) {
      this.#findings.set(id, { checks: [], patternsPut: new Set() });
    }
  }

  /** What a step verifies with. */
  verifyFor(step: Step): Verify {
    const byPatterns = (id: string, ...observed: Recorded<Json>[]): void => {
      const requirement = this.#requirement(step, id);
      const texts = observed.map(({ observation }) => textOf(observation));
      const judged = judgeByPatterns(requirement, texts);
      const decisive = [...judged.met, ...judged.missed, ...judged.violated];
      const put = requirement.expect.flatMap((item, index) =>
        isRequired(item) || item.absent === true ? (judged.notPut.includes(index) ? [] : [index]) : [],
      );
      if (put.length === 0) {
        throw new Error(
          `${id} has no pattern that could fail on what was given (${texts.map(({ where }) => where).join(', ')}): use verify.by`,
        );
      }
      for (const index of [...put, ...decisive]) this.#finding(id).patternsPut.add(index);
      const evidence = spansOf(observed);
      this.#add(step, {
        requirement: id,
        judgedBy: { kind: 'patterns', met: judged.met, missed: judged.missed, violated: judged.violated },
        verdict: judged.verdict,
        ...(judged.reason === undefined ? {} : { reason: judged.reason }),
        calls: observed.map(({ call }) => call),
        evidence,
      });
    };

    const verify: Verify = Object.assign(byPatterns, {
      by: <Observation extends Json>(
        id: string,
        matcher: {
          name: string;
          expected: Json;
          wanted?: string;
          match(observation: Observation): { matches: boolean; got: string };
        },
        observed: Recorded<Observation>,
      ): void => {
        this.#requirement(step, id);
        const match = matcher.match(observed.observation);
        this.#add(step, {
          requirement: id,
          judgedBy: { kind: 'matcher', name: matcher.name, expected: matcher.expected },
          verdict: match.matches ? 'pass' : 'fail',
          ...(match.matches ? {} : { reason: `expected ${wantedOf(matcher)}, got ${match.got}` }),
          calls: [observed.call],
          evidence: [...observed.spans],
        });
      },
      without: (id: string, role: Parameters<Verify['without']>[1], check: string): void => {
        this.#requirement(step, id);
        const why = this.#bench.whyWithout(role);
        this.#undecided(
          step,
          id,
          why === undefined
            ? `not checked: ${check} (the bench has ${role}, the suite does not use it yet)`
            : `not checked: ${check} (without ${role}: ${why})`,
          why !== undefined,
        );
      },
      notApplicable: (id: string, fact: string): void => {
        this.#requirement(step, id);
        const claimed = this.#bench.profile.facts[fact];
        if (claimed === undefined) {
          throw new Error(`not-applicable rests on a fact of the profile, and it has none called ${fact}`);
        }
        this.#add(step, {
          requirement: id,
          judgedBy: { kind: 'nothing' },
          verdict: 'not-applicable',
          reason: `${fact} is ${String(claimed.value)} (${claimed.source})`,
          calls: [],
          evidence: [],
        });
      },
      record: (id: string, name: string, value: Json): void => {
        this.#requirement(step, id);
        const last = this.#finding(id).checks.at(-1);
        if (last === undefined)
          throw new Error(`nothing was checked of ${id} that ${name} could be recorded with`);
        this.#journal.append({
          type: 'note',
          suite: this.#suite,
          step: step.title,
          requirement: id,
          name,
          value,
        });
      },
    });
    return verify;
  }

  /** Marks what a step did not decide, because it was not run or did not come to its end. */
  leaveUndecided(step: Step, reason: string, accepted: boolean): void {
    for (const id of step.requirements) this.#undecided(step, id, reason, accepted);
  }

  results(only?: ReadonlySet<string>): RequirementResult[] {
    const deviations = this.#bench.profile.deviations ?? [];
    return [...this.#findings]
      .filter(([id]) => only === undefined || only.has(id))
      .map(([id, findings]) => withDeviations(this.#result(id, findings), deviations, this.#startedAt));
  }

  #result(id: string, { checks, patternsPut }: Findings): RequirementResult {
    const requirement = this.#registry.requirements.get(id);
    const patternsMissing = (requirement?.expect ?? []).flatMap((item, index) =>
      (isRequired(item) || item.absent === true) && !patternsPut.has(index) ? [item.line ?? item.re] : [],
    );
    const parts: Verdict[] = checks.map(({ verdict }) => verdict);
    const notPut = checks.some(({ verdict }) => verdict === 'not-applicable') ? [] : patternsMissing;
    if (notPut.length > 0) parts.push('inconclusive');
    const verdict = foldVerdicts(parts);
    const decisive = checks.filter((check) => check.verdict === verdict);
    const undecided = checks.filter((check) => check.verdict === 'inconclusive');
    const accepted =
      verdict === 'inconclusive' &&
      undecided.length > 0 &&
      undecided.every((check) => check.accepted === true) &&
      (notPut.length === 0 || undecided.length === checks.length);
    const reasons = [
      ...decisive.flatMap(({ reason }) => (reason === undefined ? [] : [reason])),
      ...(checks.length === 0
        ? ['no check was made']
        : verdict === 'inconclusive' && notPut.length > 0 && !accepted
          ? [`never put to the test: ${notPut.join(', ')}`]
          : []),
    ];
    return {
      id,
      verdict,
      suite: this.#suite,
      ...(verdict === 'pass' || reasons.length === 0 ? {} : { reason: [...new Set(reasons)].join('; ') }),
      ...(accepted ? { accepted } : {}),
      evidence: decisive.flatMap(({ evidence }) => evidence),
    };
  }

  #add(step: Step, check: Check): void {
    const proven: Check =
      check.verdict === 'pass' && check.evidence.length === 0
        ? { ...check, verdict: 'inconclusive', reason: 'passed, but nothing in the recording proves it' }
        : check;
    this.#journal.append({ type: 'check', suite: this.#suite, step: step.title, ...proven });
    this.#finding(proven.requirement).checks.push(proven);
  }

  #undecided(step: Step, id: string, reason: string, accepted: boolean): void {
    const nothing: JudgedBy = { kind: 'nothing' };
    this.#add(step, {
      requirement: id,
      judgedBy: nothing,
      verdict: 'inconclusive',
      reason,
      ...(accepted ? { accepted } : {}),
      calls: [],
      evidence: [],
    });
  }

  #requirement(step: Step, id: string): Requirement {
    const requirement = this.#registry.requirements.get(id);
    if (requirement === undefined) throw new Error(`the registry has no requirement ${id}`);
    if (!step.requirements.includes(id)) throw new Error(`the step "${step.title}" does not declare ${id}`);
    return requirement;
  }

  #finding(id: string): Findings {
    const findings = this.#findings.get(id);
    if (findings === undefined) throw new Error(`${this.#suite} does not claim ${id}`);
    return findings;
  }
}

/** Why a step did not come to its end, for those who read its verdicts. */
export function reasonOf(error: unknown): string {
  if (error instanceof BenchError) {
    const { expected, got } = error.facts;
    return [
      error.message,
      ...(expected === undefined ? [] : [`expected ${expected}`]),
      ...(got === undefined ? [] : [`got ${got}`]),
    ].join('; ');
  }
  return `the harness failed: ${error instanceof Error ? error.message : String(error)}`;
}

function wantedOf({ name, expected, wanted }: { name: string; expected: Json; wanted?: string }): string {
  return wanted ?? `${name} ${JSON.stringify(expected)}`;
}

function isRequired(item: Expectation): boolean {
  return item.absent !== true && item.optional !== true && item.alternative !== true;
}

function spansOf(observed: readonly Recorded<Json>[]): Span[] {
  return observed.flatMap(({ spans }) => spans);
}
