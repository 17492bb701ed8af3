import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { type BoundPorts, hostRoutes } from './patch-panel.ts';
import type { SecondDeviceFacts } from './second-device.ts';
import type { Topology } from './topology.ts';
import type { VirtualDut } from './topology-schema.ts';

/**
 * Where the SSH servers of two virtual switches listen for each other. Both are told before they are started: each
 * leads an address of the other to a port that it does not know yet.
 */
export interface Between {
  readonly dut: RealEnd;
  readonly second: RealEnd;
}

interface RealEnd {
  readonly host: string;
  readonly port: number;
}

/** Free ports for two switches; undefined where the lab has one only. */
export async function portsBetween(topology: Topology, dut: VirtualDut): Promise<Between | undefined> {
  const second = topology.secondDevice;
  if (second === undefined) return undefined;
  const [own, other] = [dialledOf(dut, second), second.file.management.reach];
  const ends = [
    { host: own.host, port: own.port },
    { host: other?.host ?? '127.0.4.2', port: other?.port },
  ];
  const [dutEnd, secondEnd] = await Promise.all(
    ends.map(async ({ host, port }) => ({ host, port: port ?? (await freePort(host)) })),
  );
  return dutEnd && secondEnd && { dut: dutEnd, second: secondEnd };
}

/** The DUT's options for the second switch: its SSH server at the address that is dialled, and the way there. */
export function wiresToSecond(topology: Topology, { dut: own, second }: Between): string[] {
  const facts = topology.secondDevice;
  if (facts === undefined) return [];
  const { address, port } = facts.dut;
  const vrf = facts.vrf === undefined ? '' : `${facts.vrf}/`;
  return [
    ...['--bind', `${address}:${port}=${own.host}:${own.port}`],
    ...['--route', `${vrf}${facts.address}:${facts.port}=${second.host}:${second.port}`],
  ];
}

/** The options of the second switch; it reaches the DUT, and the hosts that are in the global table. */
export function secondPatchPanel(
  topology: Topology,
  facts: SecondDeviceFacts,
  { dut, second }: Between,
  bound: BoundPorts,
): string[] {
  const own = facts.file.management.vrf;
  const prefix = own === undefined ? '' : `${own}/`;
  const hosts = hostRoutes(topology, bound).filter((route) => !route.includes('/'));
  return [
    ...['--bind', `${facts.address}:${facts.port}=${second.host}:${second.port}`],
    ...['--route', `${prefix}${facts.dut.address}:${facts.dut.port}=${dut.host}:${dut.port}`],
    ...[...new Set(hosts)].flatMap((route) => ['--route', route]),
  ];
}

/** Where the DUT's address that the second device dials really is. */
function dialledOf(
  dut: VirtualDut,
  { file }: SecondDeviceFacts,
): { host: string; port?: number | undefined } {
  const { management, addresses } = dut;
  const ways = [management, ...addresses];
  const host = management.reach?.host ?? '127.0.2.1';
  return ways.find(({ address }) => address === file.dials)?.reach ?? { host };
}

/** A TCP port that is free now. Another program could still take it before it is used, and the switch would say so. */
async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
