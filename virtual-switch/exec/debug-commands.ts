import type { CommandContext } from '../command-line/context.ts';
import { type Action, keyword, merge, type Node } from '../command-line/grammar.ts';
import { debugKinds } from '../debug-kinds.ts';
import type { DebugKind } from '../debugging.ts';

const helpOf: Readonly<Record<string, string>> = {
  aaa: 'AAA Authentication, Authorization and Accounting',
  'aaa accounting': 'Accounting',
  'aaa authentication': 'Authentication',
  'aaa authorization': 'Authorization',
  ip: 'IP information',
  'ip scp': 'Incoming SCP connections',
  'ip ssh': 'Incoming ssh connections',
  'ip ssh client': 'Outgoing SSH connections',
  'ip ssh detail': 'ssh debug messages, errors and warnings',
  'ip ssh packet': 'ssh packet debug messages',
  radius: 'RADIUS protocol',
  snmp: 'SNMP information',
  'snmp packets': 'SNMP packets',
  'spanning-tree': 'Spanning tree',
  'spanning-tree bpdu': 'Spanning tree BPDU',
  tacacs: 'TACACS authentication and authorization',
};

/** `debug …`, `undebug …` and `no debug …`, each made from the list of what can be debugged. */
export const debugCommands: readonly Node[] = [
  keyword('debug', "Debugging functions (see also 'undebug')", ...functions(true)),
  keyword('undebug', "Disable debugging functions (see also 'debug')", ...functions(false)),
  keyword(
    'no',
    'Disable debugging functions',
    keyword('debug', "Debugging functions (see also 'undebug')", ...functions(false)),
  ),
];

function functions(on: boolean): readonly Node[] {
  const all = keyword('all', 'Enable all debugging', { run: on ? allOn : allOff });
  return merge([all, ...debugKinds.map((kind) => commandOf(kind, on))]);
}

/** The words of the kind's command, one below the other, the action at the last. */
function commandOf(kind: DebugKind, on: boolean): Node {
  const words = kind.command.split(' ');
  const action: Action = {
    run: ({ device }) => {
      device.debugging.turn(kind, on);
      return `${kind.title} is ${on ? 'on' : 'off'}\n`;
    },
  };
  const nodeAt = (index: number): Node => {
    const word = words[index] ?? '';
    const help = helpOf[words.slice(0, index + 1).join(' ')] ?? word;
    return keyword(word, help, index === words.length - 1 ? action : nodeAt(index + 1));
  };
  return nodeAt(0);
}

async function allOn({ device, io }: CommandContext): Promise<string | undefined> {
  const typed = await io.ask('This may severely impact network performance. Continue? (yes/[no]): ');
  if (typed === '' || !'yes'.startsWith(typed.trim().toLowerCase())) return undefined;
  for (const kind of debugKinds) device.debugging.turn(kind, true);
  return 'All possible debugging has been turned on\n';
}

function allOff({ device }: CommandContext): string {
  device.debugging.allOff();
  return 'All possible debugging has been turned off\n';
}
