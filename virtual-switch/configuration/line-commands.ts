import { type Action, anyOrder, keyword, type Node, number, line, word } from '../command-line/grammar.ts';
import { passwordOrError, shownPassword } from './system-commands.ts';
import { type Block, highestVty } from './configuration.ts';
import { bodyLines } from './blocks.ts';
import { keep, valued } from './keep.ts';

/** `line con 0`, `line vty 0 4`. */
export const lineCommand: Node = (() => {
  const enterLines =
    (kind: string): Action['run'] =>
    ({ configuration, enter }, { first = '0', last = first }) => {
      const blocks: Block[] = [];
      for (let unit = Number(first); unit <= Number(last); unit += 1) {
        const block = configuration.lines.get(`${kind} ${unit}`);
        if (block) blocks.push(block);
      }
      enter('config-line', blocks);
    };
  const show: Action['show'] = {
    section: 'line',
    lines: (context) => {
      const body = (name: string) =>
        bodyLines(
          { ...context, block: context.configuration.lines.get(name) ?? context.block },
          'config-line',
        );
      const vtys = Array.from({ length: highestVty + 1 }, (_, unit) => body(`vty ${unit}`));
      return [
        'line con 0',
        ...body('con 0'),
        ...(context.device.hardware.auxLine ? ['line aux 0', ...body('aux 0')] : []),
        ...groups(vtys).flatMap(({ from, to, lines }) => [
          `line vty ${from}${to > from ? ` ${to}` : ''}`,
          ...lines,
        ]),
      ];
    },
  };
  const single = (kind: string, word: string, help: string) =>
    keyword(
      word,
      help,
      number('first', 0, 0, 'First Line number', {
        run: (context, args) => enterLines(kind)?.(context, args),
        show,
      }),
    );
  const vty: Action = { run: (context, args) => enterLines('vty')?.(context, args) };
  return keyword(
    'line',
    'Configure a terminal line',
    single('aux', 'aux', 'Auxiliary line'),
    single('con', 'console', 'Primary terminal line'),
    keyword(
      'vty',
      'Virtual terminal',
      number(
        'first',
        0,
        highestVty,
        'First Line number',
        vty,
        number('last', 1, highestVty, 'Last Line number', vty),
      ),
    ),
  );
})();

/** Neighbours that are set alike stand together; the first five always apart from the rest. */
function groups(vtys: readonly string[][]): { from: number; to: number; lines: string[] }[] {
  const grouped: { from: number; to: number; lines: string[] }[] = [];
  for (const [unit, lines] of vtys.entries()) {
    const last = grouped.at(-1);
    if (last !== undefined && unit !== 5 && last.lines.join('\n') === lines.join('\n')) last.to = unit;
    else grouped.push({ from: unit, to: unit, lines });
  }
  return grouped;
}

const protocol =
  (text: string, help: string): Parameters<typeof anyOrder>[0][number] =>
  (...parts) =>
    keyword(text, help, ...parts);
const transportHelp: Readonly<Record<string, string>> = {
  input: 'Define which protocols to use when connecting to the terminal server',
  output: 'Define which protocols to use for outgoing connections',
  preferred: 'Specify the preferred protocol to use',
};

/** What a line knows. */
export const lineModeCommands: readonly Node[] = [
  valued(
    'exec-timeout',
    'Set the EXEC timeout',
    execTimeout(),
    number(
      'minutes',
      0,
      35791,
      'Timeout in minutes',
      execTimeout(),
      number('seconds', 0, 2_147_483, 'Timeout in seconds', execTimeout()),
    ),
  ),
  valued(
    'session-timeout',
    'Set interval for closing connection when there is no input traffic',
    keep('line'),
    number('minutes', 0, 35791, 'Session timeout interval in minutes', keep('line')),
  ),
  valued(
    'absolute-timeout',
    'Set absolute timeout for line disconnection',
    keep('line'),
    number('minutes', 0, 10000, 'Absolute timeout interval in minutes', keep('line')),
  ),
  password(),
  keyword(
    'privilege',
    'Change privilege level for line',
    valued(
      'level',
      'Assign default privilege level for line',
      keep('line'),
      number('level', 0, 15, 'Default privilege level for line', keep('line')),
    ),
  ),
  keyword(
    'logging',
    'Modify message logging facilities',
    keyword('synchronous', 'Synchronized message output', keep('line')),
  ),
  login(),
  authorization(),
  valued(
    'length',
    'Set number of lines on a screen',
    keep('line'),
    number('lines', 0, 512, 'Number of lines on screen (0 for no pausing)', keep('line')),
  ),
  valued(
    'width',
    'Set width of the display terminal',
    keep('line'),
    number('columns', 0, 512, 'Number of characters on a screen line', keep('line')),
  ),
  accessClassCommand(),
  keyword(
    'transport',
    'Define transport protocols for line',
    ...['preferred', 'input', 'output'].map((direction) => {
      const action = keep('line', { key: `transport ${direction}` });
      return keyword(
        direction,
        transportHelp[direction] ?? '',
        { no: action.no },
        keyword('all', 'All protocols', action),
        keyword('none', 'No protocols', action),
        anyOrder(
          [protocol('ssh', 'TCP/IP SSH protocol'), protocol('telnet', 'TCP/IP Telnet protocol')],
          action,
        ),
      );
    }),
  ),
  valued(
    'stopbits',
    'Set async line stop bits',
    keep('line'),
    ...['1', '1.5', '2'].map((bits) => keyword(bits, `${bits} stop bits`, keep('line', { key: 'stopbits' }))),
  ),
  valued(
    'speed',
    'Set the transmit and receive speeds',
    keep('line'),
    number('baud', 0, 4_294_967_295, 'Transmit and receive speeds', keep('line')),
  ),
];

function accessClassCommand(): Node {
  const directions = (['in', 'out'] as const).map((direction) => {
    const action = keep('line', { key: `access-class ${direction}` });
    return keyword(
      direction,
      direction === 'in' ? 'Filter incoming connections' : 'Filter outgoing connections',
      action,
      keyword('vrf-also', 'Same access list is applied for all VRFs', action),
    );
  });
  return keyword(
    'access-class',
    'Filter connections based on an IP access list',
    word('list', 'IP access list or access-list name', ...directions),
  );
}

/** Ten minutes are not shown, because they are the default; `no` means never. */
function execTimeout(): ReturnType<typeof keep> {
  const kept = keep('line');
  return {
    ...kept,
    run: ({ blocks }, { minutes = '10', seconds = '0' }) => {
      for (const { settings } of blocks) {
        if (Number(minutes) === 10 && Number(seconds) === 0) settings.delete('exec-timeout');
        else settings.set('exec-timeout', `exec-timeout ${Number(minutes)} ${Number(seconds)}`);
      }
    },
    no: ({ blocks }) => {
      for (const { settings } of blocks) settings.set('exec-timeout', 'exec-timeout 0 0');
    },
  };
}

function login(): Node {
  const action = keep('line', { key: 'login', no: 'nothing' });
  const list = keep('line', { key: 'login authentication' });
  return keyword(
    'login',
    'Enable password checking',
    action,
    keyword('local', 'Local password checking', action),
    valued(
      'authentication',
      'Authentication parameters.',
      list,
      word('list', 'Use an authentication list with this name.', list),
    ),
  );
}

function authorization(): Node {
  const list = keep('line', { key: 'authorization exec' });
  return keyword(
    'authorization',
    'Authorization parameters',
    valued(
      'exec',
      'For starting an exec (shell)',
      list,
      word('list', 'Use an authorization list with this name', list),
    ),
  );
}

function password(): Node {
  const set = (type: string | undefined): Action => ({
    run: ({ blocks }, { text = '' }) => {
      const stored = passwordOrError(type, text);
      for (const { settings } of blocks) settings.set('password', `${stored.type} ${stored.text}`);
    },
  });
  const action: Action = {
    no: ({ blocks }) => blocks.forEach(({ settings }) => settings.delete('password')),
    show: {
      section: 'line',
      lines: ({ block, configuration }) => {
        const [, type, text] = /^([07]) (.*)$/.exec(block.settings.get('password') ?? '') ?? [];
        if (text === undefined) return [];
        const shown = shownPassword(configuration, { type: type === '7' ? 7 : 0, text });
        return [`password ${shown.replace(/^0 /, '')}`];
      },
    },
  };
  return keyword(
    'password',
    'Set a password',
    action,
    keyword(
      '0',
      'Specifies an UNENCRYPTED password will follow',
      line('text', 'The UNENCRYPTED (cleartext) line password', set('0')),
    ),
    keyword(
      '7',
      'Specifies a HIDDEN password will follow',
      line('text', 'The HIDDEN line password string', set('7')),
    ),
    line('text', 'The UNENCRYPTED (cleartext) line password', set(undefined)),
  );
}
