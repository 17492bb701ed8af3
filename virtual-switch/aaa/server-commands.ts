import {
  type Action,
  address,
  anyOrder,
  keyword,
  type Node,
  number,
  type Part,
  word,
} from '../command-line/grammar.ts';
import type { CommandContext } from '../command-line/context.ts';
import { blockLines, blockOf } from '../configuration/blocks.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { keep, valued } from '../configuration/keep.ts';
import type { Release } from '../release.ts';
import { keyForms, keySetting, shownKey } from './key-forms.ts';

interface Protocol {
  /** `tacacs-server`, `radius-server`. */
  readonly command: 'tacacs-server' | 'radius-server';
  readonly section: 'tacacs' | 'radius';
  readonly named: string;
  /** What may stand behind the address of a host, each with its number. */
  readonly options: readonly {
    readonly word: string;
    readonly help: string;
    readonly from: number;
    readonly to: number;
  }[];
}

const tacacsProtocol: Protocol = {
  command: 'tacacs-server',
  section: 'tacacs',
  named: 'TACACS',
  options: [
    { word: 'port', help: 'TCP port for TACACS+ server (default is 49)', from: 1, to: 65_535 },
    { word: 'timeout', help: 'Time to wait for this TACACS server to reply', from: 1, to: 1000 },
  ],
};

const radiusProtocol: Protocol = {
  command: 'radius-server',
  section: 'radius',
  named: 'RADIUS',
  options: [
    {
      word: 'auth-port',
      help: 'UDP port for RADIUS authentication server (default is 1645)',
      from: 0,
      to: 65_535,
    },
    {
      word: 'acct-port',
      help: 'UDP port for RADIUS accounting server (default is 1646)',
      from: 0,
      to: 65_535,
    },
    { word: 'timeout', help: 'Time to wait for this RADIUS server to reply', from: 1, to: 1000 },
    { word: 'retransmit', help: 'Specify the number of retries to active server', from: 0, to: 100 },
  ],
};

/** `tacacs-server …`, `radius-server …`, and the servers with a name that newer releases want instead. */
export function serverCommands(release: Release): readonly Node[] {
  return [
    keyword(
      'tacacs-server',
      'Modify TACACS query parameters',
      hostCommand(tacacsProtocol, release),
      keySetting('tacacs-server key', 'tacacs', 'Set TACACS+ encryption key.'),
      numberSetting('timeout', 'tacacs', 1, 1000, 'Time to wait for a TACACS server to reply'),
      keyword(
        'directed-request',
        "Allow user to specify tacacs server to use with `@server'",
        keep('tacacs'),
      ),
    ),
    keyword(
      'radius-server',
      'Modify RADIUS query parameters',
      hostCommand(radiusProtocol, release),
      keySetting('radius-server key', 'radius', 'encryption key shared with the radius servers'),
      numberSetting('timeout', 'radius', 1, 1000, 'Time to wait for a RADIUS server to reply'),
      numberSetting('retransmit', 'radius', 0, 100, 'Specify the number of retries to active server'),
      numberSetting('deadtime', 'radius', 0, 1440, 'Time to stop using a server that does not respond'),
    ),
    keyword('tacacs', 'Modify TACACS parameters', namedServer('tacacs', 'config-server-tacacs')),
    keyword('radius', 'Modify RADIUS parameters', namedServer('radius', 'config-radius-server')),
    keyword('ip', 'ip', ...(['tacacs', 'radius'] as const).map((protocol) => sourceInterface(protocol))),
  ];
}

/** `tacacs-server host A …`: stored as one line, its key at the end as `key 0 text` or `key 7 text`. */
function hostCommand(protocol: Protocol, release: Release): Node {
  const { command, section, options } = protocol;
  const prefix = `${command} host `;
  const set = (stored?: string): Action => ({
    run: (context) => {
      const canonical = context.parsed.canonical.replace(/ key (?:[07] )?(?:(?! key ).)*$/s, '');
      const text = stored === undefined ? context.parsed.canonical : `${canonical} key ${stored}`;
      const { settings } = context.configuration;
      settings.set(hostKey(protocol, text), text);
      warn(context, protocol, release);
    },
  });
  const gone: Action['no'] = ({ configuration: { settings }, parsed }) => {
    const [, host] = new RegExp(`^${prefix}(\\S+)`).exec(parsed.canonical) ?? [];
    const ports = portsIn(parsed.canonical);
    for (const [name, text] of [...settings]) {
      const same = name.startsWith(`${prefix}${host ?? ''} `) || name === `${prefix}${host ?? ''}`;
      if (same && (ports === '' || portsIn(text) === ports)) settings.delete(name);
    }
  };
  const action: Action = {
    ...set(),
    no: gone,
    show: {
      section,
      id: () => prefix,
      lines: ({ configuration }) =>
        [...configuration.settings]
          .filter(([name]) => name.startsWith(prefix))
          .map(([, text]) => shownHost(configuration, text)),
      final: true,
    },
  };
  const withKey = keyword(
    'key',
    `per-server encryption key (overrides default)`,
    ...keyForms((stored) => ({ ...set(stored), no: gone })),
  );
  const ways = anyOrder(
    [
      ...options.map(
        ({ word: text, help, from, to }) =>
          (...parts: Part[]) =>
            keyword(text, help, number(text, from, to, help, ...parts, withKey)),
      ),
      ...(command === 'tacacs-server'
        ? [
            (...parts: Part[]) =>
              keyword(
                'single-connection',
                'Multiplex all packets over a single tcp connection to server',
                ...parts,
                withKey,
              ),
          ]
        : []),
    ],
    action,
  );
  return keyword(
    'host',
    `Specify a ${protocol.named} server`,
    address('host', `IP address of ${protocol.named} server`, action, withKey, ways),
  );
}

/** A host is one server at each of its ports where they are UDP, and one in all where it is TCP. */
function hostKey({ command }: Protocol, text: string): string {
  const [, host = ''] = new RegExp(`^${command} host (\\S+)`).exec(text) ?? [];
  const ports = command === 'radius-server' ? portsIn(text) : '';
  return `${command} host ${host}${ports}`;
}

function portsIn(text: string): string {
  return [...text.matchAll(/ (?:auth|acct)-port \d+/g)].map(([found]) => found).join('');
}

function shownHost(configuration: Configuration, text: string): string {
  const [, before = text, stored] = /^(.*?) key ([07] .*)$/s.exec(text) ?? [];
  return stored === undefined ? text : `${before} key ${shownKey(configuration, stored)}`;
}

/** Newer software takes the old form and says so (17.15 on a lab of others, for RADIUS). */
function warn({ io }: CommandContext, { command, section }: Protocol, release: Release): void {
  if (!/^1[67]\./.test(release.name)) return;
  io.print(
    ` Warning: The CLI will be deprecated soon\n '${command} host'\n Please move to '${section} server <name>' CLI.\n`,
  );
}

function numberSetting(
  text: string,
  section: 'tacacs' | 'radius',
  from: number,
  to: number,
  help: string,
): Node {
  const action = keep(section, { key: `${section}-server ${text}` });
  return valued(text, help, action, number('value', from, to, help, action));
}

/** `tacacs server NAME`, with a mode of its own. */
function namedServer(
  protocol: 'tacacs' | 'radius',
  mode: 'config-server-tacacs' | 'config-radius-server',
): Node {
  const action: Action = {
    run: ({ configuration, enter }, { name = '' }) =>
      enter(mode, [blockOf(configuration, `${protocol} server ${name}`)]),
    no: ({ configuration }, { name = '' }) => void configuration.blocks.delete(`${protocol} server ${name}`),
    show: { section: protocol, lines: (context) => blockLines(context, `${protocol} server `, mode) },
  };
  return keyword('server', 'Configure a server', word('name', 'Name for the server configuration', action));
}

/** `ip tacacs source-interface`. */
function sourceInterface(protocol: 'tacacs' | 'radius'): Node {
  const action = keep('ip', { key: `ip ${protocol} source-interface` });
  return keyword(
    protocol,
    `${protocol.toUpperCase()} configuration commands`,
    keyword(
      'source-interface',
      'Specify interface for source address in packets',
      word('interface', 'Interface', action),
    ),
  );
}

/** What a named server knows. */
export const tacacsServerModeCommands: readonly Node[] = [
  addressCommand([]),
  modeNumber('port', 1, 65_535, 'TCP port for TACACS+ server (default is 49)'),
  modeNumber('timeout', 1, 1000, 'Time to wait for this TACACS server to reply'),
  keyword(
    'single-connection',
    'Multiplex all packets over a single tcp connection to server',
    keep('server'),
  ),
  keySetting('key', 'server', 'Set TACACS+ encryption key for this server'),
];

export const radiusServerModeCommands: readonly Node[] = [
  addressCommand(radiusProtocol.options.filter(({ word: text }) => text.endsWith('port'))),
  modeNumber('timeout', 1, 1000, 'Time to wait (in seconds) for this radius server to reply'),
  modeNumber('retransmit', 0, 100, 'Number of retries to active server'),
  keySetting('key', 'server', 'Per-server encryption key'),
];

function addressCommand(options: Protocol['options']): Node {
  const action = keep('server', { key: 'address ipv4' });
  const ways = anyOrder(
    options.map(
      ({ word: text, help, from, to }) =>
        (...parts: Part[]) =>
          keyword(text, help, number(text, from, to, help, ...parts)),
    ),
    action,
  );
  return keyword(
    'address',
    'Specify the server address',
    keyword('ipv4', 'IPv4 Address', address('host', 'IPv4 address of the server', action, ways)),
  );
}

function modeNumber(text: string, from: number, to: number, help: string): Node {
  const action = keep('server', { key: text });
  return valued(text, help, action, number('value', from, to, help, action));
}

/** `aaa group server tacacs+ NAME`. */
export function groupCommand(): Node {
  const group = (protocol: 'tacacs+' | 'radius', mode: 'config-sg-tacacs+' | 'config-sg-radius'): Node => {
    const opening = `aaa group server ${protocol} `;
    const action: Action = {
      run: ({ configuration, enter }, { name = '' }) =>
        enter(mode, [blockOf(configuration, `${opening}${name}`)]),
      no: ({ configuration }, { name = '' }) => void configuration.blocks.delete(`${opening}${name}`),
      show: { section: 'aaa', lines: (context) => blockLines(context, opening, mode) },
    };
    return keyword(
      protocol,
      `${protocol} server-group definition`,
      word('name', 'Server-group name', action),
    );
  };
  return keyword(
    'group',
    'AAA group definitions',
    keyword(
      'server',
      'AAA server group',
      group('radius', 'config-sg-radius'),
      group('tacacs+', 'config-sg-tacacs+'),
    ),
  );
}

/** What a group of servers knows. */
export const serverGroupModeCommands: readonly Node[] = [
  keyword(
    'server',
    'Specify a server',
    address('host', 'IP address of the server', keep('server', { each: true })),
    keyword('name', 'Specify a server', word('name', 'Name of the server', keep('server', { each: true }))),
  ),
];
