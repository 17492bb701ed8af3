import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BenchError } from '../bench/errors.ts';
import type { Recovery } from '../harness/recover.ts';
import type { HeldBench } from '../lab-topologies/lock/bench-lock.ts';
import type { Holder } from '../lab-topologies/lock/lock-file.ts';
import type { WorkRequest } from './recorded-work.ts';
import { asTyped } from './run-folder.ts';

export interface RunOnBench extends WorkRequest {
  readonly startedAt: Date;
}

/**
 * Before a run changes anything: a bench that a killed run left is brought back first, with a journal of its own in
 * `restore/` of the run's folder. Rejects with BenchError where it stays broken.
 */
export async function bringBackFirst(held: HeldBench, request: RunOnBench): Promise<void> {
  const { left, killed, state } = held;
  const { tell, topology } = request;
  if (left === undefined) {
    if (killed !== undefined) tell(`${wasKilled(killed)}; it had left nothing to be undone`);
    return;
  }
  const byHand = `conform restore --topology ${asTyped(topology.file)}`;
  if (left.broken !== undefined) {
    throw new BenchError(`the bench is marked broken since ${left.broken.since}`, {
      expected: 'a switch that is as it was found',
      got: indented(left.broken.reason),
      where: `${left.broken.runFolder}, the run that said so`,
      next: `mend what is said above, then \`${byHand}\``,
    });
  }
  const who =
    killed === undefined ? `the run in ${asTyped(left.note.runFolder)} was cut off` : wasKilled(killed);
  tell(`${who}: bringing the switch back first`);
  const folder = join(request.folder, 'restore');
  mkdirSync(folder);
  const { recordRestore } = await import('./record-restore.ts');
  const recovery = await recordRestore({ ...request, folder, state, left });
  if (recovery.restored) {
    tell(toldOf(recovery));
    return;
  }
  const before = 'the switch could not be brought back to what the run before found';
  throw new BenchError(recovery.interrupted ? 'interrupted before the switch was brought back' : before, {
    expected: 'a switch that is as it was found',
    got: indented(recovery.reason),
    where: `${asTyped(folder)}, what was done`,
    next: `mend what is said above, then \`${byHand}\``,
  });
}

export function wasKilled({ command, process: { pid, user }, since, runFolder }: Holder): string {
  const what = command === 'run' ? 'the run in' : '`conform restore` in';
  return `${what} ${asTyped(runFolder)} (process ${pid} of ${user}, since ${since}) was killed`;
}

/** What a restoration found and did, for people. */
export function toldOf({ found, notes }: Extract<Recovery, { restored: true }>): string {
  const lines = found.map((line) => `  ${line}`);
  return [
    found.length === 0
      ? 'the switch is as it was found: nothing was to be changed'
      : 'this differed, and is undone:',
    ...lines,
    ...(found.length === 0 ? [] : ['the switch is as it was found: it was read again, and nothing differs']),
    ...notes,
  ].join('\n');
}

/** Below the first line of a fact in an explained error. */
function indented(text: string): string {
  return text.replaceAll('\n', '\n            ');
}
