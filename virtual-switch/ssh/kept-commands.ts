import { keyword, line, type Node, number, word } from '../command-line/grammar.ts';
import { keep, valued } from '../configuration/keep.ts';

export const sourceInterface: Node = one(
  'source-interface',
  'Specify interface for source address in SSH connections',
  line('interface', 'Interface'),
);

/** Settings of `ip ssh …` that are stored and shown, and that this server does not act on. */
export const keptSshCommands: readonly Node[] = [
  keyword('stricthostkeycheck', 'Enable SSH Server Authentication', keep('ip-ssh')),
  one('maxstartups', 'Maximum concurrent sessions allowed', number('value', 2, 128, 'Number of sessions')),
  one('break-string', 'break-string', line('value', 'break-string')),
  one('dscp', 'IP DSCP value for SSH traffic', number('value', 0, 63, 'DSCP value')),
  one('precedence', 'IP Precedence value for SSH traffic', number('value', 0, 7, 'Precedence value')),
  one(
    'port',
    'Starting (or only) Port number to listen on',
    number(
      'port',
      2000,
      10000,
      'TCP port number',
      keyword('rotary', 'Starting (or only) Rotary group Number', number('group', 1, 127, 'Rotary group')),
    ),
  ),
  keyword(
    'rekey',
    'Configure rekey values',
    one(
      'time',
      'Time duration in minutes',
      number('minutes', 10, 1440, 'Time duration in minutes'),
      'rekey ',
    ),
    one(
      'volume',
      'Volume in kilobytes',
      number('kilobytes', 100, 4_194_303, 'Volume in kilobytes'),
      'rekey ',
    ),
  ),
];

/** `ip scp …`: whether files may be copied by clients of scp. */
export const scpCommands: readonly Node[] = [
  keyword(
    'scp',
    'Scp commands',
    keyword('server', 'SCP server commands', keyword('enable', 'Enable the SCP server', keep('ip-ssh'))),
    keyword('username', 'Username for SCP transfers', word('name', 'User name', keep('ip-ssh'))),
  ),
];

/** One value of `ip ssh <before><text>`, which a new one replaces. */
function one(text: string, help: string, value: Node, before = ''): Node {
  const action = keep('ip-ssh', { key: `ip ssh ${before}${text}` });
  const ending = (node: Node): Node => {
    const children = node.children();
    return children.length === 0
      ? { ...node, action }
      : { ...node, children: () => children.map((child) => ending(child)) };
  };
  return valued(text, help, action, ending(value));
}
