import { CommandError } from '../command-line/errors.ts';
import { type Action, keyword, type Node, number, privileged } from '../command-line/grammar.ts';
import { highestVty } from '../configuration/configuration.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { TtyLine } from '../tty-line.ts';
import { confirmed } from './single-key.ts';

const linesOf = (device: VirtualSwitch): readonly TtyLine[] => [device.console, ...device.vtys];

/** The line that a command names; the auxiliary port is there and never in use. */
type Choice = (device: VirtualSwitch, args: Readonly<Record<string, string>>) => TtyLine | undefined;

const byNumber: Choice = (device, { line }) =>
  linesOf(device).find(({ number: absolute }) => absolute === Number(line));
const vty: Choice = (device, { line }) => device.vtys[Number(line)];

function clearLine(choose: Choice): Action {
  return {
    run: async (context, args) => {
      const line = choose(context.device, args);
      if (line !== undefined && line === context.session?.line) {
        throw new CommandError('% Not allowed to clear current line\n');
      }
      if (!(await confirmed(context, ''))) return;
      context.io.print(' [OK]\n');
      if (line?.session) line.session.clear();
      else line?.clear?.();
    },
  };
}

const lastLine = 2 + highestVty;

/** `clear …`. */
export const clearCommand: Node = keyword(
  'clear',
  'Reset functions',
  keyword(
    'line',
    'Reset a terminal line',
    number('line', 0, lastLine, 'Line number', clearLine(byNumber)),
    keyword(
      'aux',
      'Auxiliary line',
      number(
        'line',
        0,
        0,
        'Line number',
        clearLine(() => undefined),
      ),
    ),
    keyword(
      'console',
      'Primary terminal line',
      number(
        'line',
        0,
        0,
        'Line number',
        clearLine((device) => device.console),
      ),
    ),
    keyword('vty', 'Virtual terminal', number('line', 0, highestVty, 'Line number', clearLine(vty))),
  ),
  keyword('logging', 'Clear logging buffer', {
    run: async (context) => {
      if (await confirmed(context, 'Clear logging buffer ')) context.device.syslog.clearBuffer();
    },
  }),
);

/** `disconnect ssh [vty] N`: N is the connection that `show ssh` lists. */
export const disconnectCommand: Node = (() => {
  const action: Action = {
    run: ({ device, session }, { line = '' }) => {
      const open = device.ssh.sessions.some(([connection]) => connection === Number(line));
      const chosen = open ? device.vtys[Number(line)] : undefined;
      if (chosen === undefined) throw new CommandError('% No such SSH connection\n');
      if (chosen === session?.line) throw new CommandError('% Not allowed to disconnect current session\n');
      chosen.clear?.();
    },
  };
  const connection = number('line', 0, highestVty, 'Number of the active SSH connection', action);
  return keyword(
    'disconnect',
    'Disconnect an existing network connection',
    privileged(
      2,
      keyword(
        'ssh',
        'Disconnect an active SSH connection',
        connection,
        keyword('vty', 'Virtual terminal', connection),
      ),
    ),
  );
})();
