import { BenchError, exitCodes, explain } from '../bench/errors.ts';
import { differences, recover, type RecoverOptions, type Recovery } from '../harness/recover.ts';
import { recordBench } from '../harness/recording.ts';
import { consoleOnly } from '../lab-topologies/console-only.ts';
import type { BenchState, LeftBench } from '../lab-topologies/lock/bench-state.ts';
import { headEvent } from './head-event.ts';
import { leftBaseline } from './left-baseline.ts';
import { RecordedWork, type WorkRequest } from './recorded-work.ts';

export interface RestoreRequest extends WorkRequest {
  readonly startedAt: Date;
  readonly state: BenchState;
  readonly left: LeftBench;
}

/**
 * Brings a bench back to what a killed run found, with a journal in a folder of its own. The state of the bench goes
 * when that is proven; the bench is marked broken when it is not.
 */
export async function recordRestore(request: RestoreRequest): Promise<Recovery> {
  const recovery = await onTheBench<Recovery>(request, recover, (reason) => ({
    restored: false,
    reason,
    interrupted: request.interrupt.now.aborted,
  }));
  if (recovery.restored) request.state.forget();
  else if (!recovery.interrupted) request.state.markBroken(recovery.reason);
  return recovery;
}

/** What differs from what the killed run found, or why that cannot be seen. Nothing is changed. */
export async function recordDifferences(
  request: RestoreRequest,
): Promise<readonly string[] | { why: string }> {
  return await onTheBench<readonly string[] | { why: string }>(request, differences, (why) => ({ why }));
}

async function onTheBench<Result>(
  request: RestoreRequest,
  work: (options: RecoverOptions) => Promise<Result>,
  prevented: (why: string) => Result,
): Promise<Result> {
  const { left, topology, interrupt } = request;
  const recorded = new RecordedWork(request, left.secrets);
  const { journal, redactor } = recorded;
  let result: Result | undefined;
  let why = 'the harness went wrong';
  await recorded.guard(async () => {
    journal.append(headEvent({ ...request, topology: consoleOnly(topology) }));
    try {
      const baseline = leftBaseline(left);
      await recorded.withBench(consoleOnly(topology), {}, async (bench) => {
        const options = { bench: recordBench(bench, journal, redactor), journal, baseline, interrupt };
        try {
          result = await work(options);
        } catch (error) {
          if (!(error instanceof BenchError)) throw error;
          why = redactor.excerpt(explain(error));
        }
      });
    } catch (error) {
      if (!(error instanceof BenchError)) throw error;
      why = redactor.excerpt(explain(error));
      journal.append({ type: 'bench', phase: 'broken', detail: why });
    }
  });
  const { interrupted } = interrupt;
  const exitCode = interrupted
    ? exitCodes.interrupted
    : result === undefined
      ? exitCodes.bench
      : exitCodes.ok;
  journal.append({ type: 'end', endedAt: new Date().toISOString(), exitCode, interrupted });
  journal.close();
  return result ?? prevented(why);
}
