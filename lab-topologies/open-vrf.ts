import type { Vrf } from '../bench/bench.ts';
import type { Topology } from './topology.ts';

/** The VRF of a topology as the suites know it; `serviceOf('vrf')` says where its host is. */
export function vrfOf({ roles: { vrf } }: Topology): Vrf | undefined {
  return vrf && { name: vrf.vrf, interface: vrf.interface, address: vrf.dutAddress };
}
