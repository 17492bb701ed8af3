import { confirmYesNo, type CommandContext } from '../command-line/context.ts';
import {
  type Action,
  hidden,
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
import { configurationText } from '../configuration/running-config.ts';
import { loadConfiguration } from '../configuration/load.ts';
import { keyCommands } from '../keys/key-commands.ts';
import type { Seams } from '../seams.ts';
import { showCommands } from '../show/show-commands.ts';

/** The commands of EXEC; those of a level above the session's do not exist for it. */
export function execTreeFor(seams: Seams): readonly Node[] {
  return seams.execTree(merge([...common, ...showCommands, ...privilegedOnly]));
}

const session = (context: CommandContext) => {
  if (!context.session) throw new CommandError('% This command needs a terminal\n');
  return context.session;
};
const leave: Action = { run: (context) => session(context).exit() };

const common: readonly Node[] = [
  keyword(
    'enable',
    'Turn on privileged commands',
    { run: (context) => session(context).enable() },
    number('level', 15, 15, 'Enable level', { run: (context) => session(context).enable() }),
  ),
  keyword('disable', 'Turn off privileged commands', {
    run: (context) => {
      session(context).privilege = 1;
    },
  }),
  keyword('exit', 'Exit from the EXEC', leave),
  keyword('logout', 'Exit from the EXEC', leave),
  keyword('quit', 'Exit from the EXEC', leave),
  keyword(
    'terminal',
    'Set terminal line parameters',
    keyword(
      'length',
      'Set number of lines on a screen',
      number('lines', 0, 512, 'Number of lines on screen (0 for no pausing)', {
        run: (context, { lines }) => {
          session(context).length = Number(lines);
        },
      }),
    ),
    keyword(
      'width',
      'Set width of the display terminal',
      number('columns', 0, 512, 'Number of characters on a screen line', {
        run: (context, { columns }) => {
          session(context).width = Number(columns);
        },
      }),
    ),
    keyword('monitor', 'Copy debug output to the current terminal line', {
      run: (context) => monitor(context, true),
    }),
    keyword(
      'no',
      'Negate a command or set its defaults',
      keyword('monitor', 'Copy debug output to the current terminal line', {
        run: (context) => monitor(context, false),
      }),
      keyword('length', 'Set number of lines on a screen', {
        run: (context) => {
          session(context).length = 24;
        },
      }),
      keyword('width', 'Set width of the display terminal', {
        run: (context) => {
          session(context).width = 80;
        },
      }),
    ),
  ),
];

function monitor(context: CommandContext, on: boolean): string | undefined {
  const { line } = session(context);
  if (line.kind === 'console' && on) return '% Console already monitors\n';
  session(context).monitor = on;
  return undefined;
}

const privilegedOnly: readonly Node[] = [
  keyword(
    'configure',
    'Enter configuration mode',
    { run: configureWhat },
    keyword('terminal', 'Configure from the terminal', { run: (context) => session(context).configure() }),
  ),
  keyword(
    'write',
    'Write running configuration to memory, network, or terminal',
    { run: save },
    keyword('memory', 'Write to NV memory', { run: save }),
    keyword('terminal', 'Write to terminal', { run: ({ device }) => device.runningConfig() }),
  ),
  keyword(
    'copy',
    'Copy from one file to another',
    keyword(
      'running-config',
      'Copy from current system configuration',
      keyword('startup-config', 'Copy to startup configuration', {
        run: async (context) => {
          await context.io.ask('Destination filename [startup-config]? ');
          save(context);
        },
      }),
    ),
    keyword(
      'startup-config',
      'Copy from startup configuration',
      keyword('running-config', 'Update (merge with) current system configuration', { run: merged }),
    ),
  ),
  keyword('clock', 'Manage the system clock', keyword('set', 'Set the time and date', clockSet())),
  keyword(
    'clear',
    'Reset functions',
    keyword('logging', 'Clear logging buffer', {
      run: async ({ device, io }) => {
        const typed = await io.ask('Clear logging buffer [confirm]');
        if (typed === '' || /^y/i.test(typed)) device.syslog.clearBuffer();
      },
    }),
  ),
  keyword('crypto', 'Encryption related commands.', ...keyCommands),
  ...['undebug', 'no'].map((name) =>
    keyword(
      name,
      name === 'no' ? 'Disable debugging functions' : "Disable debugging functions (see also 'debug')",
      ...(name === 'no' ? [keyword('debug', 'Debugging functions', undebugAll())] : [undebugAll()]),
    ),
  ),
  hidden(keyword('reload', 'Halt and perform a cold restart', { run: reload })),
].map((node) => privileged(2, node));

function undebugAll(): Node {
  return keyword('all', 'Enable all debugging', {
    run: () => 'All possible debugging has been turned off\n',
  });
}

async function configureWhat(context: CommandContext): Promise<void> {
  const typed = await context.io.ask('Configuring from terminal, memory, or network [terminal]? ');
  if (typed === '' || 'terminal'.startsWith(typed.toLowerCase())) return session(context).configure();
  if ('memory'.startsWith(typed.toLowerCase())) {
    await loadConfiguration(context.device, context.device.startupConfiguration);
    return;
  }
  context.io.print('?Must be "terminal", "memory" or "network"\n');
}

function save({ device, io }: CommandContext): void {
  io.print('Building configuration...\n');
  device.startupConfiguration = configurationText(device);
  device.keys.markStored();
  io.print('[OK]\n');
}

async function merged({ device, io }: CommandContext): Promise<void> {
  await io.ask('Destination filename [running-config]? ');
  await loadConfiguration(device, device.startupConfiguration);
  io.print(`${device.startupConfiguration.length} bytes copied in 0.100 secs\n`);
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

async function reload({ io }: CommandContext): Promise<void> {
  await confirmYesNo(io, 'System configuration has been modified. Save?').catch(() => false);
  io.print('% Reload is not supported on this switch\n');
}
