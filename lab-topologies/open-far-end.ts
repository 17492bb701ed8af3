import type { RoleContracts } from '../bench/bench.ts';
import type { Clock } from '../bench/clock.ts';
import type { Pco } from '../bench/pco.ts';
import type { ReleaseStack } from '../bench/release-stack.ts';
import type { SshServerHostContract } from '../bench/ssh-server-host.ts';
import type { Sshv1ServerHostContract } from '../bench/sshv1-server-host.ts';
import type { OpenTape } from '../bench/tape.ts';
import type { BoundDnsServer } from '../drivers/dns/dns-server.ts';
import type { WatchConnection } from '../drivers/ssh/packet-capture.ts';
import type { ServerPort } from '../drivers/ssh-server/server-port.ts';
import type {
  BoundDoor,
  ServerHostOptions,
  SshServerHostOptions,
} from '../drivers/ssh-server/ssh-server-host.ts';
import { boundAt } from './bound-at.ts';
import { type BoundPorts, labNames, otherSshPort, serviceOf } from './patch-panel.ts';
import type { Topology } from './topology.ts';

/** The hosts that the DUT dials or asks: the SSH servers and the DNS server. */

/** The drivers of these hosts; others stand in only in tests. */
export interface FarEndDrivers {
  bindServerPort(options: { host: string; port: number }): Promise<ServerPort>;
  openSshServerHost(options: SshServerHostOptions): Pco<SshServerHostContract>;
  openSshv1ServerHost(options: ServerHostOptions): Pco<Sshv1ServerHostContract>;
  bindDnsServer(options: { host: string; port: number }): Promise<BoundDnsServer>;
}

/** Their ports are bound, and there is no bench yet that they could serve. */
export interface BoundFarEnd {
  readonly ports: BoundPorts;
  /** The drivers of the roles that the topology has. */
  open(options: {
    readonly openTape: OpenTape;
    readonly clock: Clock;
    readonly watch?: WatchConnection | undefined;
  }): Partial<{ [Role in FarEndRole]: Pco<RoleContracts[Role]> }>;
}

type FarEndRole = 'ssh-server-host' | 'sshv1-server-host' | 'dns-server';
type BoundRole = FarEndRole | 'vrf';

/**
 * Binds the ports of the roles that the topology has; before the DUT is there, because the virtual one is told of them.
 * Two roles of one host and port share it. Rejects with BenchError that names the role's place in the topology.
 */
export async function bindFarEnd(
  topology: Topology,
  loadDrivers: () => Promise<FarEndDrivers>,
  stack: ReleaseStack,
): Promise<BoundFarEnd> {
  const roles = (['ssh-server-host', 'sshv1-server-host', 'dns-server'] as const).filter((role) =>
    topology.has(role),
  );
  if (roles.length === 0) return { ports: {}, open: () => ({}) };
  const drivers = await loadDrivers();
  const version2 = await bindRole(topology, 'ssh-server-host', (where) => drivers.bindServerPort(where));
  if (version2 !== undefined) stack.defer('the SSH server', () => version2.bound.close());
  const other = version2 && (await bindOtherPort(topology, drivers));
  if (other !== undefined) stack.defer('the other port of the SSH server', () => other.port.close());
  const inVrf = version2 && (await bindRole(topology, 'vrf', (where) => drivers.bindServerPort(where)));
  if (inVrf !== undefined) stack.defer('the SSH server in the VRF', () => inVrf.bound.close());
  const version1 = await bindRole(topology, 'sshv1-server-host', async (where) =>
    version2 !== undefined && isSame(version2.where, where) ? version2.bound : drivers.bindServerPort(where),
  );
  if (version1 !== undefined) stack.defer('the SSH server of version 1', () => version1.bound.close());
  const dns = await bindRole(topology, 'dns-server', (where) => drivers.bindDnsServer(where));
  if (dns !== undefined) stack.defer('the DNS server', () => dns.bound.close());
  const nameOf = labNames(topology);
  return {
    ports: {
      ...(version2 && { 'ssh-server-host': version2.bound.port }),
      ...(other && { 'other-ssh-port': other.port.port }),
      ...(inVrf && { vrf: inVrf.bound.port }),
      ...(version1 && { 'sshv1-server-host': version1.bound.port }),
      ...(dns && { 'dns-server': dns.bound.port }),
    },
    open: (options) => {
      const common = { ...options, nameOf };
      return {
        ...(version2 && {
          'ssh-server-host': drivers.openSshServerHost({
            ...common,
            port: version2.bound,
            service: version2.service,
            doors: {
              ...(other && { 'other-port': other }),
              ...(inVrf && { vrf: { port: inVrf.bound, service: inVrf.service } }),
            },
          }),
        }),
        ...(version1 && {
          'sshv1-server-host': drivers.openSshv1ServerHost({
            ...common,
            port: version1.bound,
            service: version1.service,
          }),
        }),
        ...(dns && { 'dns-server': dns.bound.open(common) }),
      };
    },
  };
}

/** Loaded when a bench with such a host is opened. */
export async function realFarEndDrivers(): Promise<FarEndDrivers> {
  const [port, version2, version1, dns] = await Promise.all([
    import('../drivers/ssh-server/server-port.ts'),
    import('../drivers/ssh-server/ssh-server-host.ts'),
    import('../drivers/ssh1-server/sshv1-server-host.ts'),
    import('../drivers/dns/dns-server.ts'),
  ]);
  return {
    bindServerPort: port.bindServerPort,
    openSshServerHost: version2.openSshServerHost,
    openSshv1ServerHost: version1.openSshv1ServerHost,
    bindDnsServer: dns.bindDnsServer,
  };
}

interface Where {
  readonly host: string;
  readonly port: number;
}

async function bindRole<Bound>(topology: Topology, name: BoundRole, bind: (where: Where) => Promise<Bound>) {
  const role = topology.roles[name];
  const service = serviceOf(topology, name);
  if (role === undefined || service === undefined) return undefined;
  const { host, port } = role.reach ?? { host: service.address, port: service.port };
  // A virtual switch finds it by its patch panel, so any free port does.
  const where = { host, port: port ?? (topology.dut.kind === 'virtual' ? 0 : service.port) };
  return { service, where, bound: await boundAt(topology, ['roles', name], () => bind(where)) };
}

/** The second port of the SSH server, as a door of it. */
async function bindOtherPort(topology: Topology, drivers: FarEndDrivers): Promise<BoundDoor | undefined> {
  const other = otherSshPort(topology);
  const service = serviceOf(topology, 'ssh-server-host');
  if (other === undefined || service === undefined) return undefined;
  const { host, typed } = other;
  const where = { host, port: other.port ?? (topology.dut.kind === 'virtual' ? 0 : typed) };
  const place = ['roles', 'ssh-server-host', 'otherPort'];
  const port = await boundAt(topology, place, () => drivers.bindServerPort(where));
  return { port, service: { address: service.address, port: typed } };
}

function isSame(one: Where, other: Where): boolean {
  return one.host === other.host && one.port === other.port;
}
