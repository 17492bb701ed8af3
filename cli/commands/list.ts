import type { Command } from 'commander';
import { loadRegistry } from '../../requirements/load.ts';
import { listRequirements, listSuites } from '../../reports/coverage.ts';
import { printTable } from '../../reports/table.ts';
import { findSuites } from '../suites.ts';

interface ListOptions {
  readonly requirements?: true;
  readonly json?: true;
}

export function addListCommand(program: Command): void {
  program
    .command('list')
    .summary('show the suites, or the requirements and which suite covers them')
    .option('--requirements', 'all requirements of the guide instead, each with its suite and state')
    .option('--json', 'for programs')
    .action(async (options: ListOptions) => {
      const registry = loadRegistry();
      const suites = await findSuites(registry);
      const { header, rows, json, total } = options.requirements
        ? listRequirements(registry, suites)
        : listSuites(registry, suites);
      process.stdout.write(
        options.json ? `${JSON.stringify(json, null, 2)}\n` : `${printTable(header, rows)}\n\n${total}\n`,
      );
    });
}
