import { InvalidArgumentError, Option, type Command } from 'commander';
import { UsageError } from '../../bench/errors.ts';
import { loadRegistry } from '../../requirements/load.ts';
import { collect } from '../collect.ts';
import { listenForInterrupts } from '../interrupt.ts';
import { liveReporter, reporterNames, type ReporterName } from '../reporters.ts';
import { asTyped, makeRunFolder } from '../run-folder.ts';
import { anySeed, shuffled } from '../shuffle.ts';
import { chooseSuites, findSuites, suitesClaiming } from '../suites.ts';
import { tell } from '../tell.ts';
import { topologyOf } from '../topology-file.ts';

interface RunOptions {
  readonly requirement?: readonly string[];
  readonly topology?: string;
  readonly profile?: string;
  readonly out?: string;
  readonly reporter?: ReporterName;
  readonly shuffle?: number | true;
  readonly fault?: readonly string[];
  readonly variation?: readonly string[];
}

export function addRunCommand(program: Command): void {
  program
    .command('run', { isDefault: true })
    .summary('carry out suites (all of them, unless some are named)')
    .description(
      'Carries out suites on a lab, and says of each requirement that they claim whether the switch conforms.',
    )
    .argument('[suite...]', 'names of suites, as `conform list` shows them')
    .option('--requirement <id...>', 'run the suites that claim these requirements, and report these alone')
    .option('--topology <file>', 'the lab to run on (default: the virtual lab)')
    .option('--profile <name>', 'the release of the virtual switch, and the profile it is judged by')
    .option('--out <folder>', 'folder for the run, new or empty (default: a new one under runs/)')
    .addOption(
      new Option(
        '--reporter <name>',
        'what stdout shows (default: progress on a terminal, else tap)',
      ).choices(reporterNames),
    )
    .option('--shuffle [seed]', 'carry the suites out in a random order, or in that of a seed', seedOf)
    .option('--fault <name>', 'put this fault into the virtual switch; may be repeated', collect)
    .option(
      '--variation <name>',
      'put this benign variation around the virtual switch; may be repeated',
      collect,
    )
    .action(async (names: string[], options: RunOptions) => {
      process.exitCode = await run(names, options);
    });
}

async function run(names: readonly string[], options: RunOptions): Promise<number> {
  const registry = loadRegistry();
  const only = options.requirement === undefined ? undefined : new Set(options.requirement);
  const chosen = chooseSuites(await findSuites(registry), names);
  const inOrder = only === undefined ? chosen : suitesClaiming(chosen, [...only], registry);
  const seed = options.shuffle === true ? anySeed() : options.shuffle;
  const suites = seed === undefined ? inOrder : shuffled(inOrder, seed);
  if (suites.length === 0) throw new UsageError('there is no suite to run');
  const topology = topologyOf(options.topology, {
    profile: options.profile,
    requirements: new Set(registry.requirements.keys()),
  });
  const startedAt = new Date();
  const folder = makeRunFolder(topology.name, startedAt, options.out);

  // Loaded here, because what only lists or refuses needs no drivers.
  const { recordRun } = await import('../record-run.ts');
  const reporter = await liveReporter(options.reporter);
  const tellBeside = (text: string): void => {
    reporter.makeWay();
    tell(text);
  };
  const interrupt = listenForInterrupts(tellBeside);
  if (seed !== undefined) tellBeside(`suites are shuffled by seed ${seed}`);
  const { exitCode } = await recordRun({
    topology,
    registry,
    suites,
    ...(only === undefined ? {} : { only }),
    ...(seed === undefined ? {} : { seed }),
    faults: options.fault ?? [],
    variations: options.variation ?? [],
    folder,
    startedAt,
    interrupt,
    listen: (event) => reporter.listen(event),
    tell: tellBeside,
  });
  await reporter.end();
  interrupt.release();
  tell(`the run is in ${asTyped(folder)}`);
  return exitCode;
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (!/^\d{1,9}$/.test(text))
    throw new InvalidArgumentError('a seed is a whole number of at most 9 digits.');
  return seed;
}
