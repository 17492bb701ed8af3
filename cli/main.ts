import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { BenchError, exitCodes, explain } from '../bench/errors.ts';
import { addFaultsCommand } from './commands/faults.ts';
import { addLabCommand } from './commands/lab.ts';
import { addListCommand } from './commands/list.ts';
import { addReplayCommand } from './commands/replay.ts';
import { addRestoreCommand } from './commands/restore.ts';
import { addRunCommand } from './commands/run.ts';
import { toolFacts } from './package-folder.ts';
import { tell } from './tell.ts';

const { version } = toolFacts();
const program = new Command('conform')
  .description('Says for each requirement of the SSH configuration guide whether a Catalyst 3650 conforms.')
  .version(version)
  .showSuggestionAfterError()
  .exitOverride()
  .addHelpText(
    'after',
    '\nExit codes: 0 conforms, 1 a fail, 2 an inconclusive, 3 wrong use, 4 bench, 70 harness error, 130 interrupted',
  );
addRunCommand(program);
addListCommand(program);
addLabCommand(program);
addReplayCommand(program);
addRestoreCommand(program);
addFaultsCommand(program);
for (const command of program.commands) command.exitOverride();

// Whoever reads stdout may have seen enough (`| head`); the run goes on and its reports are in its folder.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOfError(error);
}

function exitCodeOfError(error: unknown): number {
  // What commander has to say it has said.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof BenchError) {
    tell(explain(error));
    return error.exitCode;
  }
  const file = join(tmpdir(), `conform-error-${process.pid}.txt`);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  writeFileSync(file, `${text}\n`);
  tell(
    `conform went wrong: ${error instanceof Error ? error.message : String(error)} (the stack is in ${file})`,
  );
  return exitCodes.harnessError;
}
