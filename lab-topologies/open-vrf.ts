import type { Vrf } from '../bench/bench.ts';
import type { Topology } from './topology.ts';

/** The VRF of a topology as the suites know it; `serviceOf('vrf')` says where its host is. */
export function vrfOf({ roles: { vrf } }: Topology): Vrf | undefined {
  return vrf && { name: vrf.vrf, interface: vrf.interface, address: vrf.dutAddress };
}

/**
 * Where a server is to be bound that answers at the address of the host in the VRF. Port 0: any that is free, which the
 * switch is told of by its patch panel.
 */
export function vrfHostOf({ roles: { vrf }, dut }: Topology): { host: string; port: number } | undefined {
  if (vrf === undefined) return undefined;
  const typed = vrf.port ?? sshPort;
  return {
    host: vrf.reach?.host ?? vrf.address,
    port: vrf.reach?.port ?? (dut.kind === 'virtual' ? 0 : typed),
  };
}

/** TCP port of an SSH server (RFC 4253, section 4). */
const sshPort = 22;
