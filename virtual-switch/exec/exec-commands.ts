import type { CommandContext } from '../command-line/context.ts';
import {
  type Action,
  keyword,
  merge,
  type Node,
  number,
  privileged,
  word,
  wordLike,
} from '../command-line/grammar.ts';
import { CommandError } from '../command-line/errors.ts';
import { monthNumber } from '../calendar.ts';
import { loadConfiguration } from '../configuration/load.ts';
import { keyCommands } from '../keys/key-commands.ts';
import type { Release } from '../release.ts';
import type { Seams } from '../seams.ts';
import { reloadCommands } from './reload-commands.ts';
import { copyCommand } from './copy-command.ts';
import { fileCommands } from './file-commands.ts';
import { saveCommands } from './save-commands.ts';
import { clearCommand, disconnectCommand } from './clear-commands.ts';
import { debugCommands } from './debug-commands.ts';
import { ownSession } from './own-session.ts';
import { sessionCommands, sshClientCommand } from './ssh-client-commands.ts';
import { terminalCommand } from './terminal-commands.ts';
import { showCommands } from '../show/show-commands.ts';
import { showUsers } from '../show/show-users.ts';

/** The commands of EXEC; those of a level above the session's do not exist for it. */
export function execTreeFor(seams: Seams, release: Release): readonly Node[] {
  const crypto = keyword('crypto', 'Encryption related commands.', ...keyCommands(release));
  return seams.execTree(
    merge([
      ...common,
      sshClientCommand(release),
      ...sessionCommands,
      ...showCommands,
      ...privilegedOnly,
      privileged(2, crypto),
    ]),
  );
}

const leave: Action = { run: (context) => ownSession(context).exit() };

const common: readonly Node[] = [
  keyword(
    'enable',
    'Turn on privileged commands',
    { run: (context) => ownSession(context).enable() },
    number('level', 15, 15, 'Enable level', { run: (context) => ownSession(context).enable() }),
  ),
  keyword('disable', 'Turn off privileged commands', {
    run: (context) => {
      ownSession(context).privilege = 1;
    },
  }),
  keyword('who', 'Display information about terminal lines', {
    run: ({ device, session: own }) => showUsers(device, own?.line, 'active'),
  }),
  keyword('exit', 'Exit from the EXEC', leave),
  keyword('logout', 'Exit from the EXEC', leave),
  keyword('quit', 'Exit from the EXEC', leave),
  terminalCommand,
];

const privilegedOnly: readonly Node[] = [
  keyword(
    'configure',
    'Enter configuration mode',
    { run: configureWhat },
    keyword('terminal', 'Configure from the terminal', { run: (context) => ownSession(context).configure() }),
  ),
  ...saveCommands,
  copyCommand,
  ...fileCommands,
  keyword('clock', 'Manage the system clock', keyword('set', 'Set the time and date', clockSet())),
  clearCommand,
  disconnectCommand,
  ...debugCommands,
  ...reloadCommands,
].map((node) => privileged(2, node));

async function configureWhat(context: CommandContext): Promise<void> {
  const typed = await context.io.ask('Configuring from terminal, memory, or network [terminal]? ');
  if (typed === '' || 'terminal'.startsWith(typed.toLowerCase())) return ownSession(context).configure();
  if ('memory'.startsWith(typed.toLowerCase())) {
    await loadConfiguration(context.device, context.device.startupConfiguration);
    return;
  }
  context.io.print('?Must be "terminal", "memory" or "network"\n');
}

function clockSet(): Node {
  const run: Action['run'] = ({ device }, { time = '', first = '', second = '', year = '' }) => {
    const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
    const [day, month] = monthNumber(first) >= 0 && !/^\d/.test(first) ? [second, first] : [first, second];
    if (monthNumber(month) < 0) throw new CommandError('% Invalid date\n');
    device.calendar.set(
      new Date(Date.UTC(Number(year), monthNumber(month), Number(day), hours, minutes, seconds)),
    );
  };
  return wordLike(
    'time',
    'hh:mm:ss',
    /^\d{1,2}:\d{2}:\d{2}$/,
    'Current Time',
    word(
      'first',
      'Day of the month or month',
      word('second', 'Month or day of the month', number('year', 1993, 2035, 'Year', { run })),
    ),
  );
}
