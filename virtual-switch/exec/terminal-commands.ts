import type { CommandContext } from '../command-line/context.ts';
import { keyword, type Node, number } from '../command-line/grammar.ts';
import { ownSession } from './own-session.ts';

/** `terminal …`: settings of the session's own screen. */
export const terminalCommand: Node = keyword(
  'terminal',
  'Set terminal line parameters',
  keyword(
    'length',
    'Set number of lines on a screen',
    number('lines', 0, 512, 'Number of lines on screen (0 for no pausing)', {
      run: (context, { lines }) => {
        ownSession(context).length = Number(lines);
      },
    }),
  ),
  keyword(
    'width',
    'Set width of the display terminal',
    number('columns', 0, 512, 'Number of characters on a screen line', {
      run: (context, { columns }) => {
        ownSession(context).width = Number(columns);
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
        ownSession(context).length = 24;
      },
    }),
    keyword('width', 'Set width of the display terminal', {
      run: (context) => {
        ownSession(context).width = 80;
      },
    }),
  ),
);

function monitor(context: CommandContext, on: boolean): string | undefined {
  const { line } = ownSession(context);
  if (line.kind === 'console' && on) return '% Console already monitors\n';
  ownSession(context).monitor = on;
  return undefined;
}
