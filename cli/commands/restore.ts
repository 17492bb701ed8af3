import type { Command } from 'commander';
import { exitCodes, UsageError } from '../../bench/errors.ts';
import { type HeldBench, holdBench } from '../../lab-topologies/lock/bench-lock.ts';
import { dropEndedLabs, leftBenches } from '../../lab-topologies/lock/bench-state.ts';
import { stateFolder } from '../../lab-topologies/lock/state-folder.ts';
import type { Topology } from '../../lab-topologies/topology.ts';
import { toldOf, wasKilled } from '../hold-for-run.ts';
import { type InterruptSource, listenForInterrupts } from '../interrupt.ts';
import { asTyped, makeRunFolder } from '../run-folder.ts';
import { tell } from '../tell.ts';
import { topologyOf } from '../topology-file.ts';

interface RestoreOptions {
  readonly topology?: string;
  readonly out?: string;
  readonly forget?: true;
}

export function addRestoreCommand(program: Command): void {
  program
    .command('restore')
    .summary('bring a switch back to what a run found that was killed')
    .description(
      'Brings a switch back, through its console, to what a run found that was killed or could not bring it back ' +
        'itself, and proves it by reading the switch again. Exit code 0 when the switch is as it was found.',
    )
    .option('--topology <file>', 'the bench (default: the one that was left, where there is one only)')
    .option('--out <folder>', 'folder for the journal, new or empty (default: a new one under runs/)')
    .option('--forget', 'only show what differs, and drop what is kept: the switch stays as it is')
    .action(async (options: RestoreOptions) => {
      process.exitCode = await restore(options);
    });
}

async function restore(options: RestoreOptions): Promise<number> {
  const file = options.topology ?? onlyOneLeft();
  if (file === undefined) {
    tell('nothing to restore: no run has left a bench behind');
    return exitCodes.ok;
  }
  const topology = topologyOf(file);
  const startedAt = new Date();
  const held = await holdBench(topology, { command: 'restore', runFolder: process.cwd(), startedAt });
  if (held === undefined) {
    tell('nothing to restore: a virtual lab that a run stands up for itself ends with the run');
    return exitCodes.ok;
  }
  const interrupt = listenForInterrupts(tell, {
    once: 'the switch is being restored; once more to stop, then `conform restore` goes on from there',
    twice: 'stopping: the switch is not restored',
  });
  try {
    if (held.left === undefined) return nothingLeft(held, topology);
    return await work(held, topology, startedAt, interrupt, options);
  } finally {
    held.release();
    interrupt.release();
  }
}

function nothingLeft({ killed }: HeldBench, topology: Topology): number {
  if (killed !== undefined) tell(`${wasKilled(killed)}; it had left nothing to be undone`);
  tell(`nothing to restore: ${topology.name} is as the last run found it`);
  return exitCodes.ok;
}

async function work(
  held: HeldBench,
  topology: Topology,
  startedAt: Date,
  interrupt: InterruptSource,
  options: RestoreOptions,
): Promise<number> {
  const { left, state } = held;
  if (left === undefined) return exitCodes.ok;
  tell(
    held.killed === undefined
      ? `the run in ${asTyped(left.note.runFolder)} has left its baseline of ${left.kept}`
      : `${wasKilled(held.killed)}; its baseline is of ${left.kept}`,
  );
  const folder = makeRunFolder(`${topology.name}-restore`, startedAt, options.out);
  const { recordDifferences, recordRestore } = await import('../record-restore.ts');
  const request = { topology, folder, startedAt, state, left, interrupt, tell };
  try {
    if (options.forget === true) {
      const differences = await recordDifferences(request);
      if (interrupt.interrupted) return exitCodes.interrupted;
      tell(told(differences));
      state.forget();
      tell('what was kept of the bench is dropped: the switch stays as it is');
      return exitCodes.ok;
    }
    const recovery = await recordRestore(request);
    if (recovery.restored) {
      tell(toldOf(recovery));
      return exitCodes.ok;
    }
    tell(recovery.reason);
    if (recovery.interrupted) return exitCodes.interrupted;
    tell('the bench is marked broken: runs refuse it until `conform restore` succeeds');
    return exitCodes.bench;
  } finally {
    tell(`what was done is in ${asTyped(folder)}`);
  }
}

function told(differences: readonly string[] | { why: string }): string {
  if ('why' in differences) return `what differs cannot be seen:\n${differences.why}`;
  if (differences.length === 0) return 'the switch is as it was found: nothing differs';
  return ['the switch differs from what was found:', ...differences.map((line) => `  ${line}`)].join('\n');
}

/** The topology of the bench that was left; undefined where none was. Throws where it must be named. */
function onlyOneLeft(): string | undefined {
  const folder = stateFolder();
  dropEndedLabs(folder);
  const left = leftBenches(folder);
  const [first, ...more] = left;
  if (first === undefined) return undefined;
  if (more.length === 0) return first.note.topology;
  throw new UsageError('more than one bench was left', {
    expected: 'one, or --topology',
    got: left.map(({ note }) => `${note.bench} (${asTyped(note.topology)})`).join(', '),
    next: 'name the topology of one: conform restore --topology FILE',
  });
}
