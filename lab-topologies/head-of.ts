import type { Head } from '../journal/events.ts';
import type { Topology } from './topology.ts';

/** What the journal's head says of the lab. */
export type TopologyHead = Pick<
  Head,
  'topology' | 'dut' | 'clock' | 'profile' | 'roles' | 'without' | 'grants' | 'secrets'
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
    dut: { kind: dut.kind, address, port, username, privilege },
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
    },
    roles: Object.keys(topology.roles),
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
