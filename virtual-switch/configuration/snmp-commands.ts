import {
  type Action,
  address,
  anyOrder,
  keyword,
  line,
  merge,
  type Node,
  number,
  word,
  wordLike,
  wordWhere,
} from '../command-line/grammar.ts';
import type { CommandContext } from '../command-line/context.ts';
import {
  clearSnmpSettings,
  type Community,
  type NotificationHost,
  type SnmpSettings,
  trapPort,
} from '../snmp/settings.ts';
import { hostTypes, trapFamilies, trapsNamed, trapsOf } from '../snmp/trap-types.ts';
import { interfaceName } from './interface-commands.ts';
import { valued } from './keep.ts';

/** The first `snmp-server` command of any kind starts the agent. */
function set(change: (snmp: SnmpSettings, ...rest: Parameters<NonNullable<Action['run']>>) => void): Action {
  return {
    run: (context, args) => {
      context.configuration.snmp.agentOn = true;
      change(context.configuration.snmp, context, args);
    },
  };
}

const shows = (lines: (snmp: SnmpSettings) => readonly string[]): Pick<Action, 'show'> => ({
  show: { section: 'snmp', lines: ({ configuration }) => lines(configuration.snmp) },
});

/** `snmp-server …`, in the order in which running-config shows it. */
export const snmpServerCommand: Node = keyword(
  'snmp-server',
  'Modify SNMP engine parameters',
  { no: ({ configuration }) => clearSnmpSettings(configuration.snmp) },
  community(),
  trapSource(),
  textSetting('location', 'location', 'Text for mib object sysLocation'),
  textSetting('contact', 'contact', 'Text for mib object sysContact'),
  textSetting('chassis-id', 'chassisId', 'String to uniquely identify this chassis'),
  keyword('enable', 'Enable SNMP Traps', enableTraps()),
  host(),
);

function community(): Node {
  const action: Action = {
    run: ({ configuration: { snmp }, device, parsed }, { name = '', view, acl }) => {
      if (device.seams.communityStartsAgent()) snmp.agentOn = true;
      const access: Community['access'] = parsed.keywords.split(' ').includes('rw') ? 'RW' : 'RO';
      snmp.communities.set(name, { access, ...(view && { view }), ...(acl && { acl }) });
    },
    no: ({ configuration: { snmp } }, { name = '' }) => void snmp.communities.delete(name),
    ...shows(({ communities }) =>
      [...communities].map(([name, { view, access, acl }]) =>
        ['snmp-server community', name, ...(view ? ['view', view] : []), access, ...(acl ? [acl] : [])].join(
          ' ',
        ),
      ),
    ),
  };
  const acl = wordLike('acl', 'WORD', /^[\w.-]+$/, 'Access list number or name', action);
  const access = [
    keyword('ro', 'Read-only access with this community string', action, acl),
    keyword('rw', 'Read-write access with this community string', action, acl),
  ];
  const view = keyword(
    'view',
    'Restrict this community to a named MIB view',
    word('view', 'MIB view', action, ...access, acl),
  );
  return keyword(
    'community',
    'Enable SNMP; set community string and access privs',
    word('name', 'SNMP community string', action, view, ...access, acl),
  );
}

function trapSource(): Node {
  const action: Action = {
    ...set((snmp, _context, { name = '', unit = '' }) => {
      snmp.trapSource = interfaceName(name + unit);
    }),
    no: ({ configuration: { snmp } }) => {
      snmp.trapSource = undefined;
    },
    ...shows(({ trapSource }) => (trapSource === undefined ? [] : [`snmp-server trap-source ${trapSource}`])),
  };
  const help = 'Interface whose address notifications carry';
  return valued(
    'trap-source',
    'Assign an interface for the source address of all traps',
    action,
    wordWhere('name', 'WORD', (token) => interfaceName(token) !== undefined, help, action),
    wordLike(
      'name',
      'WORD',
      /^[A-Za-z-]+$/,
      help,
      wordLike('unit', 'WORD', /^\d[\d/]*$/, 'Interface number', action),
    ),
  );
}

function textSetting(command: string, key: 'contact' | 'location' | 'chassisId', help: string): Node {
  const action: Action = {
    ...set((snmp, _context, { text = '' }) => {
      snmp[key] = text;
    }),
    no: ({ configuration: { snmp } }) => {
      snmp[key] = undefined;
    },
    ...shows((snmp) => (snmp[key] === undefined ? [] : [`snmp-server ${command} ${snmp[key]}`])),
  };
  return valued(command, help, action, line('text', help, action));
}

function enableTraps(): Node {
  const typed = ({ parsed }: CommandContext) =>
    trapsNamed(parsed.keywords.split(' ').slice('snmp-server enable traps'.split(' ').length));
  const action: Action = {
    ...set((snmp, context) => {
      for (const trap of typed(context)) snmp.traps.add(trap);
    }),
    no: (context) => {
      for (const trap of typed(context)) context.configuration.snmp.traps.delete(trap);
    },
    ...shows(({ traps }) =>
      trapFamilies.flatMap((family) => {
        const on = trapsOf(family).filter((trap) => traps.has(trap));
        if (on.length === 0) return [];
        const options = on.map((trap) => trap.slice(family.words.length));
        return [`snmp-server enable traps ${family.words}${options.join('')}`];
      }),
    ),
  };
  const help = (words: string) => `Enable SNMP ${words} traps`;
  const families = trapFamilies.map(({ words, options }) => {
    const [first = '', ...below] = words.split(' ');
    const choices = options.map(
      (option) =>
        (...parts: Parameters<typeof keyword>[2][]) =>
          keyword(option, help(`${words} ${option}`), ...parts),
    );
    const rest = below.map((text) => keyword(text, help(`${first} ${text}`), action));
    return keyword(first, help(first), action, ...rest, anyOrder(choices, action));
  });
  return keyword('traps', 'Enable SNMP Traps', action, ...merge(families));
}

function host(): Node {
  const action: Action = {
    ...set(({ hosts }, context, args) => {
      const made = hostTyped(context, args);
      const before = hosts.findIndex((other) => sameHost(other, made));
      if (before < 0) hosts.push(made);
      else hosts[before] = made;
    }),
    no: (context, args) => {
      const { hosts } = context.configuration.snmp;
      const given = hostTyped(context, args);
      const found = hosts.findIndex((other) => sameHost(other, given));
      if (found >= 0) hosts.splice(found, 1);
    },
    show: {
      section: 'snmp',
      // The types below go on without end.
      final: true,
      lines: ({ configuration: { snmp } }) => snmp.hosts.map(hostLine),
    },
  };
  const types = (): readonly Node[] =>
    hostTypes.map((type) => keyword(type, `Allow SNMP ${type} notifications`, action, types));
  const named = word(
    'community',
    'SNMPv1/v2c community string',
    action,
    keyword(
      'udp-port',
      'The notification host UDP port number',
      number('port', 0, 65_535, 'Port number', action, types),
    ),
    types,
  );
  // Version 3 needs users, groups and engine IDs, which this switch does not have: it does not know the word.
  const version = keyword(
    'version',
    'SNMP version to use for notification messages',
    keyword('1', 'Use SNMPv1', named),
    keyword('2c', 'Use SNMPv2c', named),
  );
  const informs = keyword(
    'informs',
    'Send Inform messages to this host',
    keyword('version', 'SNMP version to use for notification messages', keyword('2c', 'Use SNMPv2c', named)),
  );
  const rest = [keyword('traps', 'Send Trap messages to this host', version, named), informs, version, named];
  return keyword(
    'host',
    'Specify hosts to receive SNMP notifications',
    address(
      'host',
      'IP address of SNMP notification host',
      keyword('vrf', 'VPN Routing instance for this host', word('vrf', 'VPN Routing instance name', ...rest)),
      ...rest,
    ),
  );
}

function hostTyped(
  { device, parsed }: CommandContext,
  args: Readonly<Record<string, string>>,
): NotificationHost {
  const words = parsed.keywords.split(' ');
  const types = hostTypes.filter((type) => words.includes(type));
  return {
    address: args['host'] ?? '',
    ...(args['vrf'] !== undefined && { vrf: args['vrf'] }),
    kind: words.includes('informs') ? 'informs' : 'traps',
    version: words.includes('2c') ? 'v2c' : 'v1',
    community: args['community'] ?? '',
    port: Number(args['port'] ?? trapPort),
    types: device.seams.storedTrapTypes(types),
  };
}

/** A host is entered again to change its port and types; with another community or version it is another entry. */
function sameHost(left: NotificationHost, right: NotificationHost): boolean {
  return (['address', 'vrf', 'kind', 'version', 'community'] as const).every(
    (key) => left[key] === right[key],
  );
}

/** Two blanks before the types, as devices print it. */
function hostLine({
  address: of,
  vrf,
  kind,
  version,
  community: name,
  port,
  types,
}: NotificationHost): string {
  return [
    `snmp-server host ${of}`,
    ...(vrf === undefined ? [] : [`vrf ${vrf}`]),
    ...(kind === 'informs' ? ['informs'] : []),
    ...(version === 'v2c' ? ['version 2c'] : []),
    name,
    ...(port === trapPort ? [] : [`udp-port ${port}`]),
    ...(types.length === 0 ? [] : ['', ...types]),
  ].join(' ');
}
