import { roleNames } from '../bench/pco.ts';
import type { Head } from '../journal/events.ts';
import { serviceOf } from './patch-panel.ts';
import type { Topology } from './topology.ts';

/** What the journal's head says of the lab. */
export type TopologyHead = Pick<
  Head,
  'topology' | 'dut' | 'clock' | 'profile' | 'roles' | 'services' | 'without' | 'grants' | 'secrets'
>;

export function headOf(topology: Topology): TopologyHead {
  const { dut, profile } = topology;
  const { address, port } = dut.management;
  const { username, privilege } = dut.accounts.bench;
  return {
    topology: {
      name: topology.name,
      file: topology.file,
      description: {
        text: topology.description,
        platform: dut.platform,
        management: dut.management,
        console: dut.console,
        roles: topology.roles,
      },
    },
    dut: {
      kind: dut.kind,
      address,
      port,
      addresses: dut.addresses.map((further) => further.address),
      username,
      privilege,
    },
    clock: topology.clock,
    profile: {
      platform: profile.platform,
      release: profile.release,
      facts: Object.fromEntries(
        Object.entries(profile.facts).map(([name, { value, source }]) => [
          name,
          { value: typeof value === 'object' ? [...value] : value, source },
        ]),
      ),
      deviations: (profile.deviations ?? []).map((deviation) => ({ ...deviation })),
      ...(profile.chosen === undefined
        ? {}
        : { chosen: { where: profile.chosen.where, among: [...profile.chosen.among] } }),
    },
    roles: Object.keys(topology.roles),
    services: Object.fromEntries(
      roleNames.flatMap((role) => {
        const service = serviceOf(topology, role);
        return service === undefined ? [] : [[role, service]];
      }),
    ),
    without: { ...topology.without },
    grants: [...topology.grants],
    secrets: [
      {
        name: topology.password.name,
        role: 'account',
        length: topology.password.reveal().length,
      },
      {
        name: topology.enableSecret.name,
        role: 'enable',
        length: topology.enableSecret.reveal().length,
      },
    ],
  };
}
