import { roleNames } from '../bench/pco.ts';
import type { Head } from '../journal/events.ts';
import { vrfOf } from './open-vrf.ts';
import { otherSshPort, serviceOf } from './patch-panel.ts';
import type { Secret } from '../bench/secret.ts';
import type { SecondDeviceFacts } from './second-device.ts';
import type { Topology } from './topology.ts';

/** What the journal's head says of the lab. */
export type TopologyHead = Pick<
  Head,
  | 'topology'
  | 'dut'
  | 'secondDevice'
  | 'vrf'
  | 'otherSshPort'
  | 'clock'
  | 'profile'
  | 'roles'
  | 'services'
  | 'without'
  | 'grants'
  | 'secrets'
>;

export function headOf(topology: Topology): TopologyHead {
  const { dut, profile } = topology;
  const { address, port } = dut.management;
  const { username, privilege } = dut.accounts.bench;
  const { secondDevice } = topology;
  const vrf = vrfOf(topology);
  const otherPort = otherSshPort(topology);
  return {
    topology: {
      name: topology.name,
      file: topology.file,
      description: {
        text: topology.description,
        platform: dut.platform,
        management: dut.management,
        console: dut.console,
        roles: withoutSecrets(topology.roles),
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
    ...(secondDevice === undefined ? {} : { secondDevice: secondHead(secondDevice) }),
    ...(vrf === undefined ? {} : { vrf }),
    ...(otherPort === undefined ? {} : { otherSshPort: otherPort.typed }),
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
      secretHead('account', topology.password),
      secretHead('enable', topology.enableSecret),
      ...(secondDevice === undefined
        ? []
        : [
            secretHead('second-account', secondDevice.account.password),
            secretHead('second-enable', secondDevice.enableSecret),
          ]),
    ],
  };
}

function secretHead(role: string, secret: Secret): TopologyHead['secrets'][number] {
  return { name: secret.name, role, length: secret.reveal().length };
}

function secondHead(device: SecondDeviceFacts): NonNullable<TopologyHead['secondDevice']> {
  const { address, port, dut, platform, release, account } = device;
  const { username, privilege } = account;
  return { address, port, dut, platform, release, username, privilege };
}

/** Where a secret of the second device comes from is as little the journal's as where one of the DUT does. */
function withoutSecrets(roles: Topology['roles']): object {
  const second = roles['second-device'];
  if (second === undefined) return roles;
  const { accounts: _accounts, enableSecret: _enableSecret, ...rest } = second;
  return { ...roles, 'second-device': rest };
}
