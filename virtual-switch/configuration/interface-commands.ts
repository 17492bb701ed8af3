import {
  type Action,
  address,
  keyword,
  line,
  type Node,
  number,
  word,
  wordLike,
  wordWhere,
} from '../command-line/grammar.ts';
import { CommandError } from '../command-line/errors.ts';
import { blockLines, blockOf } from './blocks.ts';
import { fixedInterfaces } from './factory.ts';
import { vrfExists } from '../network/tables.ts';
import { keep, kept, valued } from './keep.ts';

const kinds = ['GigabitEthernet', 'TenGigabitEthernet', 'Vlan', 'Loopback', 'Port-channel'];

/** `interface …` of the global configuration. */
export const interfaceCommand: Node = (() => {
  const action: Action = {
    run: ({ configuration, enter }, { name = '', unit = '' }) => {
      const full = interfaceName(name + unit);
      if (full === undefined) throw new CommandError('%Invalid interface type and number\n');
      enter('config-if', [blockOf(configuration, `interface ${full}`)]);
    },
    no: ({ configuration }, { name = '', unit = '' }) => {
      const full = interfaceName(name + unit);
      if (full !== undefined && removable.test(full)) configuration.blocks.delete(`interface ${full}`);
    },
    show: { section: 'interface', lines: (context) => blockLines(context, 'interface ', 'config-if') },
  };
  const help = 'Interface type and number';
  return keyword(
    'interface',
    'Select an interface to configure',
    wordWhere('name', 'WORD', (token) => interfaceName(token) !== undefined, help, action),
    wordWhere(
      'name',
      'WORD',
      (token) => /^[A-Za-z-]+$/.test(token) && kindOf(token) !== undefined,
      'Interface type',
      wordLike('unit', 'WORD', /^\d[\d/]*$/, 'Interface number', action),
    ),
  );
})();

const removable = /^(?:Vlan(?!1$)|Loopback|Port-channel)/;

function kindOf(typed: string): string | undefined {
  const found = kinds.filter((kind) => kind.toLowerCase().startsWith(typed.toLowerCase()));
  return found.length === 1 ? found[0] : undefined;
}

/** The full name of an interface that is there or may be made. */
export function interfaceName(typed: string): string | undefined {
  const [, letters, unit] = /^([A-Za-z-]+)(\d[\d/]*)$/.exec(typed) ?? [];
  const kind = letters === undefined ? undefined : kindOf(letters);
  if (kind === undefined || unit === undefined) return undefined;
  const full = `${kind}${unit}`;
  return fixedInterfaces().includes(full) || /^(?:Vlan|Loopback|Port-channel)\d+$/.test(full)
    ? full
    : undefined;
}

/** What an interface knows. */
export const interfaceModeCommands: readonly Node[] = [
  valued(
    'description',
    'Interface specific description',
    keep('if'),
    line('text', 'Up to 200 characters describing this interface', keep('if')),
  ),
  keyword(
    'switchport',
    'Set switching mode characteristics',
    { no: keep('if', { key: 'switchport', no: 'line' }).no },
    keyword(
      'mode',
      'Set trunking mode of the interface',
      ...['access', 'trunk'].map((mode) =>
        keyword(
          mode,
          `Set trunking mode to ${mode.toUpperCase()} unconditionally`,
          keep('if', { key: 'switchport mode' }),
        ),
      ),
    ),
    keyword(
      'access',
      'Set access mode characteristics of the interface',
      valued(
        'vlan',
        'Set VLAN when interface is in access mode',
        keep('if'),
        number('vlan', 1, 4094, 'VLAN ID of the VLAN when this port is in access mode', keep('if')),
      ),
    ),
  ),
  keyword('vrf', 'VPN Routing/Forwarding parameters on the interface', vrfForwarding()),
  keyword(
    'ip',
    'Interface Internet Protocol config commands',
    keyword('vrf', 'VPN Routing/Forwarding parameters on the interface', vrfForwarding()),
  ),
  ipAddress(),
  keyword('shutdown', 'Shutdown the selected interface', keep('if')),
  keyword(
    'negotiation',
    'Select Autonegotiation mode',
    keyword('auto', 'Perform link autonegotiation', keep('if', { no: 'line' })),
  ),
];

/** `vrf forwarding …`, and `ip vrf forwarding …` for a table of `ip vrf`: a new table takes the address away. */
function vrfForwarding(): Node {
  const kept = keep('if', { key: 'vrf forwarding' });
  const action: Action = {
    ...kept,
    run: (context, args) => {
      const { vrf = '' } = args;
      if (!vrfExists(context.configuration, vrf)) throw new CommandError(`% VRF ${vrf} not configured.\n`);
      for (const { settings } of context.blocks) {
        const before = /\S+$/.exec(settings.get('vrf forwarding') ?? '')?.[0];
        if (before === vrf || !/^ip address /.test(settings.get('ip address') ?? '')) continue;
        settings.set('ip address', 'no ip address');
        context.io.print(`% Interface IPv4 disabled and address(es) removed due to enabling VRF ${vrf}\n`);
      }
      return kept.run?.(context, args);
    },
  };
  return valued('forwarding', 'Configure forwarding table', action, word('vrf', 'Table name', action));
}

function ipAddress(): Node {
  const action = keep('if', { key: 'ip address' });
  const none: Action['no'] = ({ blocks }) => {
    for (const { settings } of blocks) settings.set('ip address', 'no ip address');
  };
  return keyword(
    'ip',
    'Interface Internet Protocol config commands',
    keyword(
      'address',
      'Set the IP address of an interface',
      { no: none },
      address('address', 'IP address', address('mask', 'IP subnet mask', action)),
      keyword('dhcp', 'IP Address negotiated via DHCP', action),
    ),
  );
}

/** `vrf definition …` and its modes. */
export const vrfCommand: Node = keyword(
  'vrf',
  'VPN commands',
  keyword(
    'definition',
    'VRF definition commands',
    word('name', 'VRF name', {
      run: ({ configuration, enter, parsed }) =>
        enter('config-vrf', [blockOf(configuration, parsed.canonical)]),
      no: ({ configuration, parsed }) => void configuration.blocks.delete(parsed.canonical),
      show: { section: 'vrf', lines: (context) => blockLines(context, 'vrf definition ', 'config-vrf') },
    }),
  ),
);

/** `ip vrf …`, the older form, whose tables are of version 4 alone. */
export const ipVrfCommand: Node = keyword(
  'ip',
  'Global IP configuration subcommands',
  keyword(
    'vrf',
    'Configure an IP VPN Routing/Forwarding instance',
    word('name', 'VRF name', {
      run: ({ configuration, enter, parsed }) =>
        enter('config-vrf', [blockOf(configuration, parsed.canonical)]),
      no: ({ configuration, parsed }) => void configuration.blocks.delete(parsed.canonical),
      show: { section: 'vrf', lines: (context) => blockLines(context, 'ip vrf ', 'config-vrf') },
    }),
  ),
);

export const vrfModeCommands: readonly Node[] = [
  valued(
    'rd',
    'Specify Route Distinguisher',
    keep('vrf'),
    word('rd', 'ASN:nn or IP-address:nn', keep('vrf')),
  ),
  keyword(
    'address-family',
    'Enter Address Family command mode',
    ...['ipv4', 'ipv6'].map((family) =>
      keyword(family, 'Address family', {
        run: ({ blocks, enter, parsed }) =>
          enter(
            'config-vrf-af',
            blocks.map((block) => blockOf(block, parsed.canonical)),
          ),
        no: ({ blocks, parsed }) => blocks.forEach((block) => block.blocks.delete(parsed.canonical)),
        show: {
          section: 'vrf',
          lines: (context) => {
            const name = `address-family ${family}`;
            return context.block.blocks.has(name)
              ? ['!', ...blockLines(context, name, 'config-vrf-af', ['exit-address-family'])]
              : [];
          },
        },
      }),
    ),
  ),
];

export const vrfFamilyModeCommands: readonly Node[] = [
  keyword('exit-address-family', 'Exit from VRF address-family configuration submode', {
    run: ({ leave }) => leave(),
  }),
];

/** Parts of the factory configuration that only stand there. */
export const platformCommands: readonly Node[] = [
  keyword(
    'spanning-tree',
    'Spanning Tree Subsystem',
    keyword(
      'mode',
      'Spanning tree operating mode',
      ...['mst', 'pvst', 'rapid-pvst'].map((mode) =>
        keyword(mode, `${mode} spanning tree mode`, keep('spanning-tree', { key: 'spanning-tree mode' })),
      ),
    ),
  ),
  kept('spanning-tree', 'spanning-tree extend system-id', 'Spanning Tree 802.1t extensions'),
  keyword(
    'diagnostic',
    'Configure diagnostic information',
    keyword(
      'bootup',
      'Configure bootup diagnostic',
      keyword(
        'level',
        'Configure bootup diagnostic level',
        ...['complete', 'minimal'].map((level) =>
          keyword(level, 'Diagnostic level', keep('diagnostic', { key: 'diagnostic bootup level' })),
        ),
      ),
    ),
  ),
  keyword('redundancy', 'Enter redundancy mode', {
    run: ({ configuration, enter }) => enter('config-red', [blockOf(configuration, 'redundancy')]),
    show: { section: 'redundancy', lines: (context) => blockLines(context, 'redundancy', 'config-red', []) },
  }),
];

export const redundancyModeCommands: readonly Node[] = [
  keyword(
    'mode',
    'redundancy mode for this chassis',
    ...['rpr', 'sso'].map((mode) => keyword(mode, `${mode} mode`, keep('redundancy', { key: 'mode' }))),
  ),
];
