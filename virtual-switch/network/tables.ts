import { type Block, flag } from '../configuration/configuration.ts';
import { interfaceAddresses } from '../snmp/settings.ts';

/** A routing table by the name of its VRF; undefined is the global one. */
export type TableName = string | undefined;

/** A destination that a table leads to. */
export interface Route {
  /** Address of the interface that it leaves by. */
  readonly source: string;
}

export function vrfExists(configuration: Block, name: string): boolean {
  return configuration.blocks.has(`vrf definition ${name}`) || configuration.blocks.has(`ip vrf ${name}`);
}

interface Entry {
  readonly network: string;
  readonly mask: string;
  /** The next hop, or the connected interface itself. */
  readonly via: { readonly address: string } | { readonly interfaceAddress: string };
}

/** How deep a next hop may be looked up in other routes. */
const deepest = 4;

/** The longest match for an address in a table: connected networks, static routes, and the default gateway. */
export function routeIn(
  configuration: Block,
  table: TableName,
  address: string,
  depth = 0,
): Route | undefined {
  const best = entriesOf(configuration, table)
    .filter(({ network, mask }) => sameNetwork(network, address, mask))
    .sort((left, right) => number(right.mask) - number(left.mask))
    .at(0);
  if (best === undefined) return undefined;
  if ('interfaceAddress' in best.via) return { source: best.via.interfaceAddress };
  return depth < deepest ? routeIn(configuration, table, best.via.address, depth + 1) : undefined;
}

function entriesOf(configuration: Block, table: TableName): Entry[] {
  const interfaces = interfaceAddresses(configuration);
  const connected = interfaces
    .filter(({ vrf }) => vrf === table)
    .map(({ address, mask }): Entry => ({ network: address, mask, via: { interfaceAddress: address } }));
  const fixed = [...configuration.settings.values()].flatMap((text): Entry[] => {
    const [, vrf, network, mask, hop] =
      /^ip route (?:vrf (\S+) )?([\d.]+) ([\d.]+) (?:\S*[A-Za-z]\S* (?=[\d.]+))?(\S+)/.exec(text) ?? [];
    if (network === undefined || mask === undefined || hop === undefined || vrf !== table) return [];
    if (/^[\d.]+$/.test(hop)) return [{ network, mask, via: { address: hop } }];
    const leaving = interfaces.find(({ name }) => name.toLowerCase() === hop.toLowerCase());
    return leaving === undefined ? [] : [{ network, mask, via: { interfaceAddress: leaving.address } }];
  });
  const gateway = /^ip default-gateway ([\d.]+)/.exec(
    configuration.settings.get('ip default-gateway') ?? '',
  )?.[1];
  const routing = flag(configuration, 'ip routing') === true;
  if (table !== undefined || gateway === undefined || routing) return [...connected, ...fixed];
  return [...connected, ...fixed, { network: '0.0.0.0', mask: '0.0.0.0', via: { address: gateway } }];
}

function number(address: string): number {
  return address.split('.').reduce((value, byte) => value * 256 + Number(byte), 0);
}

function sameNetwork(left: string, right: string, mask: string): boolean {
  // Unsigned 32 bits: the operators of the language are signed.
  return (number(left) & number(mask)) >>> 0 === (number(right) & number(mask)) >>> 0;
}
