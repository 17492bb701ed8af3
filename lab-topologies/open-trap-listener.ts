import type { ReleaseStack } from '../bench/release-stack.ts';
import type { BoundTrapListener } from '../drivers/snmp/trap-listener.ts';
import type { Drivers } from './bench-drivers.ts';
import { boundAt } from './bound-at.ts';
import { serviceOf } from './patch-panel.ts';
import type { Topology } from './topology.ts';

/**
 * Binds the trap listener's port, where the topology has one; before the DUT is there, because the virtual one is told of it.
 * Rejects with BenchError that names the role's place in the topology.
 */
export async function bindTrapListener(
  topology: Topology,
  drivers: Pick<Drivers, 'bindTrapListener'>,
  stack: ReleaseStack,
): Promise<BoundTrapListener | undefined> {
  const role = topology.roles['trap-listener'];
  const service = serviceOf(topology, 'trap-listener');
  if (role === undefined || service === undefined) return undefined;
  const { host, port } = role.reach ?? { host: service.address, port: service.port };
  // A virtual switch finds it by its patch panel, so any free port does.
  const fallback = topology.dut.kind === 'virtual' ? 0 : service.port;
  const listener = await boundAt(topology, ['roles', 'trap-listener'], () =>
    drivers.bindTrapListener({ host, port: port ?? fallback }),
  );
  stack.defer('the trap listener', () => listener.close());
  return listener;
}
