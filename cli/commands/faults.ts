import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { exitCodes, UsageError } from '../../bench/errors.ts';
import { type FaultTrial, planFaultTrials, runFaultTrials, type TrialRun } from '../../harness/faults.ts';
import { describeOutcome, summarizeOutcomes } from '../../reports/fault-trials.ts';
import { foldSuites } from '../../reports/suite-results.ts';
import { loadRegistry } from '../../requirements/load.ts';
import type { Registry } from '../../requirements/requirement.ts';
import { type InterruptSource, listenForInterrupts } from '../interrupt.ts';
import { knownFaults } from '../known-faults.ts';
import { asTyped, makeRunFolder } from '../run-folder.ts';
import { chooseSuites, findSuites } from '../suites.ts';
import { tell } from '../tell.ts';
import { topologyOf } from '../topology-file.ts';

interface FaultsOptions {
  readonly json?: true;
  readonly out?: string;
}

export function addFaultsCommand(program: Command): void {
  program
    .command('faults')
    .summary('put each known fault into the virtual switch and show that the suites catch it')
    .argument('[suite...]', 'only faults against requirements of these suites (default: all)')
    .option('--out <folder>', 'folder for the runs, new or empty (default: a new one under runs/)')
    .option('--json', 'for programs')
    .action(async (names: string[], options: FaultsOptions) => {
      process.exitCode = await tryFaults(names, options);
    });
}

async function tryFaults(names: readonly string[], options: FaultsOptions): Promise<number> {
  const registry = loadRegistry();
  const suites = chooseSuites(await findSuites(registry), names);
  const trials = planFaultTrials(await knownFaults(), suites);
  if (trials.length === 0) {
    throw new UsageError('no fault is known against these suites', {
      got: suites.map(({ name }) => name).join(' '),
      next: 'name other suites, or none for all',
    });
  }
  const folder = makeRunFolder('faults', new Date(), options.out);
  const interrupt = listenForInterrupts(tell);
  const outcomes = await runFaultTrials(trials, {
    sideBySide: 2,
    stop: interrupt.gently,
    run: (trial) => runTrial(trial, registry, folder, interrupt),
    told: (outcome) => {
      if (!options.json) process.stdout.write(`${describeOutcome(outcome)}\n`);
    },
  });
  interrupt.release();
  if (options.json) process.stdout.write(`${JSON.stringify(outcomes, null, 2)}\n`);
  else process.stdout.write(`\n${summarizeOutcomes(outcomes)}\n`);
  tell(`the runs are in ${asTyped(folder)}`);
  if (interrupt.interrupted) return exitCodes.interrupted;
  return outcomes.every(({ detected }) => detected) ? exitCodes.ok : exitCodes.fail;
}

/** A run of its own on a lab of its own, with this one fault. */
async function runTrial(
  { fault, suites, requirements }: FaultTrial,
  registry: Registry,
  parent: string,
  interrupt: InterruptSource,
): Promise<TrialRun> {
  const folder = join(parent, fault.name);
  mkdirSync(folder);
  const problems: string[] = [];
  const { recordRun } = await import('../record-run.ts');
  const { events } = await recordRun({
    topology: topologyOf(undefined),
    registry,
    suites,
    only: new Set(requirements),
    faults: [fault.name],
    folder,
    startedAt: new Date(),
    interrupt,
    listen: () => undefined,
    tell: (problem) => problems.push(problem),
  });
  const results = foldSuites(events).flatMap(({ requirements }) => requirements);
  return { results, ...(problems.length === 0 ? {} : { problem: problems.join('\n') }) };
}
