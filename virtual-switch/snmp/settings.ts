import type { Block } from '../configuration/configuration.ts';

/** `snmp-server community`. */
export interface Community {
  readonly view?: string;
  readonly access: 'RO' | 'RW';
  /** Number or name of the access list that says who may ask. */
  readonly acl?: string;
}

/** `snmp-server host`. */
export interface NotificationHost {
  readonly address: string;
  readonly vrf?: string;
  readonly kind: 'traps' | 'informs';
  readonly version: 'v1' | 'v2c';
  readonly community: string;
  readonly port: number;
  /** What it is sent; all where there is none. */
  readonly types: readonly string[];
}

/** What the `snmp-server` commands have set: plain data. */
export interface SnmpSettings {
  /** From the first `snmp-server` command to `no snmp-server`. */
  agentOn: boolean;
  readonly communities: Map<string, Community>;
  readonly hosts: NotificationHost[];
  /** `tty`, `snmp authentication`: as in trap-types.ts. */
  readonly traps: Set<string>;
  contact: string | undefined;
  location: string | undefined;
  chassisId: string | undefined;
  /** Full name of an interface. */
  trapSource: string | undefined;
}

export const trapPort = 162;

export function emptySnmpSettings(): SnmpSettings {
  return {
    agentOn: false,
    communities: new Map(),
    hosts: [],
    traps: new Set(),
    contact: undefined,
    location: undefined,
    chassisId: undefined,
    trapSource: undefined,
  };
}

export function clearSnmpSettings(settings: SnmpSettings): void {
  settings.communities.clear();
  settings.hosts.length = 0;
  settings.traps.clear();
  Object.assign(settings, {
    agentOn: false,
    contact: undefined,
    location: undefined,
    chassisId: undefined,
    trapSource: undefined,
  });
}

/** The address, mask and VRF of an interface that has them. */
export interface InterfaceAddress {
  readonly name: string;
  readonly address: string;
  readonly mask: string;
  readonly vrf: string | undefined;
}

export function interfaceAddresses(configuration: Block): InterfaceAddress[] {
  return [...configuration.blocks].flatMap(([opening, { settings }]) => {
    const [, name] = /^interface (\S+)$/.exec(opening) ?? [];
    const [, address, mask] = /^ip address ([\d.]+) ([\d.]+)$/.exec(settings.get('ip address') ?? '') ?? [];
    if (name === undefined || address === undefined || mask === undefined || settings.has('shutdown'))
      return [];
    const vrf = /^(?:ip )?vrf forwarding (\S+)$/.exec(settings.get('vrf forwarding') ?? '')?.[1];
    return [{ name, address, mask, vrf }];
  });
}
