import type { Verdict } from '../bench/verdict.ts';
import type { Suite } from './suite.ts';

/** A named departure from the guide that can be put into the virtual switch. */
export interface Fault {
  readonly name: string;
  readonly title: string;
  /** Ids of the requirements that it violates. */
  readonly requirements: readonly string[];
}

/** A fault and the suites that should catch it. */
export interface FaultTrial {
  readonly fault: Fault;
  /** Those that claim one of its requirements. */
  readonly suites: readonly Suite[];
  /** Its requirements that these suites claim. */
  readonly requirements: readonly string[];
}

export interface TrialVerdict {
  readonly id: string;
  readonly verdict: Verdict;
  readonly reason?: string | undefined;
}

export interface FaultOutcome {
  readonly fault: Fault;
  readonly detected: boolean;
  /** The verdict of each requirement that the fault is tied to and the suites claim. */
  readonly verdicts: readonly TrialVerdict[];
  /** Why the trial says nothing, where it could not be carried out. */
  readonly problem?: string;
}

/** What a run with a fault in the switch says of the requirements that were reported. */
export interface TrialRun {
  readonly results: readonly TrialVerdict[];
  readonly problem?: string;
}

/** The faults tied to a requirement that one of the suites claims, each with the suites that do. */
export function planFaultTrials(faults: readonly Fault[], suites: readonly Suite[]): FaultTrial[] {
  return faults.flatMap((fault) => {
    const claiming = suites.filter((suite) =>
      suite.requirements.some((id) => fault.requirements.includes(id)),
    );
    const requirements = fault.requirements.filter((id) =>
      claiming.some((suite) => suite.requirements.includes(id)),
    );
    return claiming.length === 0 ? [] : [{ fault, suites: claiming, requirements }];
  });
}

/**
 * Carries trials out, so many side by side, and tells of each as it ends. A fault is detected when a requirement
 * that it is tied to failed; an inconclusive detects nothing. Trials that have not begun when `stop` is aborted
 * are left out.
 */
export async function runFaultTrials(
  trials: readonly FaultTrial[],
  options: {
    readonly sideBySide: number;
    readonly stop: AbortSignal;
    readonly run: (trial: FaultTrial) => Promise<TrialRun>;
    readonly told: (outcome: FaultOutcome) => void;
  },
): Promise<FaultOutcome[]> {
  const waiting = [...trials];
  const outcomes: FaultOutcome[] = [];
  const work = async (): Promise<void> => {
    for (let trial = waiting.shift(); trial !== undefined; trial = waiting.shift()) {
      if (options.stop.aborted) return;
      const outcome = judge(trial, await options.run(trial));
      outcomes.push(outcome);
      options.told(outcome);
    }
  };
  await Promise.all(Array.from({ length: options.sideBySide }, work));
  return outcomes;
}

function judge({ fault, requirements }: FaultTrial, { results, problem }: TrialRun): FaultOutcome {
  const verdicts = results
    .filter(({ id }) => requirements.includes(id))
    .map(({ id, verdict, reason }) => ({ id, verdict, ...(reason === undefined ? {} : { reason }) }));
  const detected = verdicts.some(({ verdict }) => verdict === 'fail');
  return { fault, detected, verdicts, ...(problem === undefined ? {} : { problem }) };
}
