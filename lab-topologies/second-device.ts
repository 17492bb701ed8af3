import type { SecondDevice } from '../bench/bench.ts';
import type { Endpoint } from '../bench/endpoint.ts';
import type { Secret } from '../bench/secret.ts';
import { profileNames } from './load-profile.ts';
import { nearMiss } from './near-miss.ts';
import type { SecretSource } from './secret-source.ts';
import type { DutFile, SecondDeviceRole, TopologyFile } from './topology-schema.ts';
import type { Mistake, Path } from './yaml-file.ts';

/** The second device of a topology: what is known of it before it is opened, and what is for opening it. */
export interface SecondDeviceFacts extends SecondDevice {
  readonly file: SecondDeviceRole;
  /** Name of the profile of its release. */
  readonly profile: string;
  /** VRF of the DUT through which the two see each other; absent: the global routing table. */
  readonly vrf?: string;
}

/** Where in a topology it is described. */
export const secondDevicePath = ['roles', 'second-device'] as const;

/**
 * Reads the second device of a topology; undefined where it has none, or where a secret of it lacks, which is then one of
 * the mistakes. `secret` gives the secret of a source under a name.
 */
export function secondDeviceOf(
  { roles }: Pick<TopologyFile, 'roles'>,
  dut: DutFile,
  secret: (name: string, source: SecretSource, path: Path) => Secret | undefined,
  mistakes: Mistake[],
): SecondDeviceFacts | undefined {
  const file = roles['second-device'];
  if (file === undefined) return undefined;
  const { username, privilege, password: source } = file.accounts.bench;
  // Short names: a mask of 16 places has room for them.
  const password = secret('peer-password', source, [...secondDevicePath, 'accounts', 'bench', 'password']);
  const enableSecret = secret('peer-enable', file.enableSecret, [...secondDevicePath, 'enableSecret']);
  const profile = file.profile ?? dut.profile;
  const names = profileNames();
  if (file.profile !== undefined && !names.includes(profile)) {
    const meant = nearMiss(profile, names);
    mistakes.push({
      path: [...secondDevicePath, 'profile'],
      expected: `one of ${names.join(', ')}`,
      got: profile,
      ...(meant === undefined ? {} : { next: `did you mean ${meant}?` }),
    });
  }
  if (password === undefined || enableSecret === undefined) return undefined;
  const { vrf } = [dut.management, ...dut.addresses].find(({ address }) => address === file.dials) ?? {};
  return {
    file,
    profile,
    ...(vrf === undefined ? {} : { vrf }),
    platform: file.platform ?? dut.platform,
    release: profile,
    address: file.management.address,
    port: file.management.port,
    dut: { address: file.dials, port: dut.management.port },
    account: { username, password, privilege },
    enableSecret,
  };
}

/** Where the DUT dials it, as it types it. */
export function endpointOf({ address, port }: SecondDevice): Endpoint {
  return { address, port };
}
