import { BenchError } from '../bench/errors.ts';
import type { Reach } from './reach.ts';
import type { Topology } from './topology.ts';
import type { NetworkRole, VirtualDut } from './topology-schema.ts';

/** The virtual switch's own service addresses, as they are typed: `192.0.2.1:22`. */
export function serviceAddress({ management }: VirtualDut): string {
  return `${management.address}:${management.port}`;
}

/**
 * The options that lead the addresses of the topology to where things really are: the switch's services
 * (`--bind`, port 0 where it may take any), and the hosts around it (`--route`, port 0 for a host that only
 * calls, so that the switch knows its name).
 */
export function patchPanel(topology: Topology, dut: VirtualDut): string[] {
  const { host, port } = dut.management.reach ?? { host: '127.0.2.1', port: undefined };
  const routes = Object.values(topology.roles)
    .filter((role): role is NetworkRole => role !== undefined && 'address' in role)
    .flatMap(({ address, port: typed, reach, vrf }) =>
      reach === undefined
        ? []
        : [
            '--route',
            `${vrf === undefined ? '' : `${vrf}/`}${address}:${typed ?? 0}=${reach.host}:${reach.port ?? 0}`,
          ],
    );
  return ['--bind', `${serviceAddress(dut)}=${host}:${port ?? 0}`, ...routes];
}

/** Where the switch says that a service address really listens. */
export function boundTo(binds: Readonly<Record<string, string>>, service: string): Reach {
  const bound = /^(.+):(\d+)$/.exec(binds[service] ?? '');
  if (bound?.[1] === undefined) {
    throw new BenchError('the virtual switch did not say where its SSH server listens', {
      expected: service,
      got: JSON.stringify(binds),
    });
  }
  return { host: bound[1], port: Number(bound[2]) };
}
