import type { Verdict } from '../bench/verdict.ts';

/** How the trial of one fault ended. */
export interface ReportedOutcome {
  readonly fault: { readonly name: string; readonly title: string };
  readonly detected: boolean;
  readonly verdicts: readonly {
    readonly id: string;
    readonly verdict: Verdict;
    readonly reason?: string | undefined;
  }[];
  readonly problem?: string;
}

/** One line for a fault that was caught; for one that was not, also what its requirements got instead. */
export function describeOutcome({ fault, detected, verdicts, problem }: ReportedOutcome): string {
  const failed = verdicts.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);
  const instead = verdicts.map(({ id, verdict, reason }) =>
    [`${id} ${verdict}`, ...(reason === undefined ? [] : [reason])].join(': '),
  );
  const notes = [...(detected ? [] : instead), ...(problem === undefined ? [] : [problem])];
  return [
    `${detected ? 'detected    ' : 'NOT DETECTED'} ${fault.name}: ${fault.title}` +
      (detected ? `; failed ${failed.join(' ')}` : ''),
    ...notes.flatMap((note) => note.split('\n')).map((line) => `             ${line}`),
  ].join('\n');
}

export function summarizeOutcomes(outcomes: readonly ReportedOutcome[]): string {
  const missed = outcomes.filter(({ detected }) => !detected).map(({ fault }) => fault.name);
  return [
    `virtual: ${outcomes.length} faults, ${outcomes.length - missed.length} detected, ${missed.length} not detected`,
    ...missed.map((name) => `  not detected: ${name}`),
  ].join('\n');
}
