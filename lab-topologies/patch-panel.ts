import type { Endpoint } from '../bench/endpoint.ts';
import { BenchError } from '../bench/errors.ts';
import type { RoleName } from '../bench/pco.ts';
import { type AaaPortKey, aaaPorts } from './aaa-ports.ts';
import type { Reach } from './reach.ts';
import { endpointOf } from './second-device.ts';
import type { Topology } from './topology.ts';
import type { DutFile, NetworkRole, VirtualDut } from './topology-schema.ts';

/** The virtual switch's own service addresses, as they are typed: `192.0.2.1:22`. */
export function serviceAddress({ management }: VirtualDut): string {
  return `${management.address}:${management.port}`;
}

/** TCP port of the DUT's Telnet server (RFC 854). */
export const telnetPort = 23;
/** Its address, as it is typed. */
export function telnetAddress({ management }: DutFile): string {
  return `${management.address}:${telnetPort}`;
}

/** TCP port of remote shell and rcp, which nobody is to serve. */
export const remoteShellPort = 514;
/** Where it would be, as it is typed. */
export function remoteShellAddress({ management }: DutFile): string {
  return `${management.address}:${remoteShellPort}`;
}

/**
 * The options that lead the addresses of the topology to where things really are: the switch's services
 * (`--bind`, port 0 where it may take any), and the hosts around it (`--route`, port 0 for a host that only
 * calls, so that the switch knows its name). `more` are options that others have made.
 */
export function patchPanel(
  topology: Topology,
  dut: VirtualDut,
  bound: BoundPorts = {},
  more: readonly string[] = [],
): string[] {
  const { host, port } = dut.management.reach ?? { host: '127.0.2.1', port: undefined };
  const routes = hostRoutes(topology, bound);
  // Two roles that only call may share a host.
  const routeOptions = [...new Set(routes)].flatMap((route) => ['--route', route]);
  const agents = ownAddresses(dut).flatMap(({ address, reach }) => [
    '--bind',
    `${address}:${agentPort}=${reach?.host ?? host}:0`,
  ]);
  const telnet = topology.has('telnet-client') ? ['--bind', `${telnetAddress(dut)}=${host}:0`] : [];
  const remoteShell = topology.has('scp-client') ? ['--bind', `${remoteShellAddress(dut)}=${host}:0`] : [];
  // Another option may say where the management address is served: then it is that one's to choose the port.
  const own = more.some((wire) => wire.startsWith(`${serviceAddress(dut)}=`))
    ? []
    : ['--bind', `${serviceAddress(dut)}=${host}:${port ?? 0}`];
  return [...own, ...telnet, ...remoteShell, ...agents, ...routeOptions, ...more];
}

/** The routes to the hosts of the bench, as the options have them. */
export function hostRoutes(topology: Topology, bound: BoundPorts): string[] {
  return networkRoles(topology).flatMap(([name, { address, port: typed, reach, vrf }]) => {
    if (reach === undefined) return [];
    const table = vrf === undefined ? '' : `${vrf}/`;
    const aaa = aaaPorts(topology).filter(({ role }) => role === name);
    if (aaa.length > 0) {
      return aaa.map(
        ({ key, typed: own, host, port }) => `${table}${address}:${own}=${host}:${bound[key] ?? port ?? 0}`,
      );
    }
    const service = `${address}:${typed ?? servicePorts[name] ?? 0}`;
    const real = `${reach.host}:${bound[name] ?? reach.port ?? 0}`;
    const other = name === 'ssh-server-host' ? otherSshPort(topology) : undefined;
    if (other === undefined) return [`${table}${service}=${real}`];
    const otherReal = `${other.host}:${bound['other-ssh-port'] ?? other.port ?? 0}`;
    return [`${table}${service}=${real}`, `${table}${address}:${other.typed}=${otherReal}`];
  });
}

/** The second port of the SSH server that the DUT dials: as it types it, and what the harness binds where that is said. */
export function otherSshPort({
  roles,
}: Topology):
  { readonly typed: number; readonly host: string; readonly port: number | undefined } | undefined {
  const role = roles['ssh-server-host'];
  if (role === undefined) return undefined;
  const { port: typed, reach } = role.otherPort;
  return { typed, host: reach?.host ?? role.reach?.host ?? role.address, port: reach?.port };
}

/** Where services of the bench listen that were bound before the switch is told of them. */
export type BoundPorts = { readonly [Role in RoleName | 'other-ssh-port' | AaaPortKey]?: number };

/** UDP port of the DUT's SNMP agent. */
export const agentPort = 161;
/** The address at which the harness asks the agent of a virtual switch. */
export function agentAddress(dut: VirtualDut): string {
  return `${dut.addresses[0]?.address ?? dut.management.address}:${agentPort}`;
}

/** The ports that the DUT calls where the topology says no other. */
const servicePorts: { readonly [Role in RoleName]?: number } = {
  'trap-listener': 162,
  'ssh-server-host': 22,
  'sshv1-server-host': 22,
  'dns-server': 53,
  'tacacs-server': 49,
  'radius-server': 1812,
  'syslog-listener': 514,
  vrf: 22,
};

/** The address and port of a role's host, as the DUT types it; undefined where the role has none. */
export function serviceOf(topology: Topology, role: RoleName): Endpoint | undefined {
  if (role === 'second-device') return topology.secondDevice && endpointOf(topology.secondDevice);
  const found = networkRoles(topology).find(([name]) => name === role)?.[1];
  return found && { address: found.address, port: found.port ?? servicePorts[role] ?? 0 };
}

function networkRoles(topology: Topology): [RoleName, NetworkRole][] {
  return (Object.entries(topology.roles) as [RoleName, object | undefined][]).filter(
    (entry): entry is [RoleName, NetworkRole] => entry[1] !== undefined && 'address' in entry[1],
  );
}

/** All addresses of the DUT, management first. */
function ownAddresses(dut: DutFile): { address: string; reach?: { host: string } | undefined }[] {
  return [dut.management, ...dut.addresses];
}

/** Names a real address as the DUT knows it: the lab's name for it where the topology has one. */
export function labNames(topology: Topology): (real: string) => string {
  const known = new Map<string, string>();
  for (const { address, reach } of [
    ...ownAddresses(topology.dut),
    ...networkRoles(topology).map(([, role]) => role),
    ...(topology.secondDevice === undefined ? [] : [topology.secondDevice.file.management]),
  ]) {
    if (reach !== undefined && !known.has(reach.host)) known.set(reach.host, address);
  }
  return (real) => known.get(real.replace(/^::ffff:/, '')) ?? real;
}

/** Where the switch says that a service address really listens. */
export function boundTo(binds: Readonly<Record<string, string>>, service: string): Reach {
  const bound = /^(.+):(\d+)$/.exec(binds[service] ?? '');
  if (bound?.[1] === undefined) {
    throw new BenchError(`the virtual switch did not say where ${service} is served`, {
      expected: service,
      got: JSON.stringify(binds),
    });
  }
  return { host: bound[1], port: Number(bound[2]) };
}
