import type { Account, RoleContracts } from '../bench/bench.ts';
import { claimed } from '../bench/claims.ts';
import type { Clock } from '../bench/clock.ts';
import type { Pco } from '../bench/pco.ts';
import type { Profile } from '../bench/profile.ts';
import type { ReleaseStack } from '../bench/release-stack.ts';
import type { OpenTape } from '../bench/tape.ts';
import type { ClaimedAlgorithms } from '../drivers/ssh/default-offer.ts';
import type { WatchConnection } from '../drivers/ssh/packet-capture.ts';
import { mustTakeAccount } from './account-check.ts';
import type { Drivers } from './bench-drivers.ts';
import { withCredentialPlaces } from './credential-places.ts';
import type { OpenedDut } from './open-dut.ts';
import { telnetPort } from './patch-panel.ts';
import { mustAnswer, type Reach } from './reach.ts';
import type { Topology } from './topology.ts';

type ClientRole = 'ssh-client' | 'telnet-client' | 'scp-client' | 'sshv1-client';
type Clients = { -readonly [Role in ClientRole]?: Pco<RoleContracts[Role]> };

export interface ClientOptions {
  readonly account: Account;
  readonly openTape: OpenTape;
  readonly clock: Clock;
  readonly watch?: WatchConnection;
}

/**
 * The clients that dial the DUT, of the roles that the topology has. Rejects with BenchError where a device that somebody else
 * stood up does not answer or does not take the bench's account.
 */
export async function openClients(
  topology: Topology,
  opened: OpenedDut,
  drivers: Drivers,
  stack: ReleaseStack,
  options: ClientOptions,
): Promise<Clients> {
  const version2 = topology.has('ssh-client')
    ? await openVersion2(topology, opened, drivers, stack, options)
    : {};
  return { ...version2, ...openVersion1(topology, opened, drivers, stack, options) };
}

async function openVersion2(
  topology: Topology,
  opened: OpenedDut,
  drivers: Drivers,
  stack: ReleaseStack,
  options: ClientOptions,
): Promise<Clients> {
  const { enableSecret } = topology;
  const reach = dialled(topology, opened, 'ssh-client');
  const names = namesOf(topology, 'ssh-client');
  const claims = claimedAlgorithms(topology.profile);
  if (opened.foreign) await mustAnswer(topology, reach);
  const client = drivers.openSshClient({ reach, names, claimed: claims, enableSecret, ...options });
  stack.defer('the SSH client', () => client.close());
  if (opened.foreign) await mustTakeAccount(topology, client, options.clock);
  const clients: Clients = { 'ssh-client': withCredentialPlaces(client, topology) };
  if (opened.telnet !== undefined) {
    const telnet = drivers.openTelnetClient({
      reach: { ...reach, ...opened.telnet },
      names: { ...names, server: { ...names.server, port: telnetPort } },
      enableSecret,
      ...options,
    });
    stack.defer('the Telnet client', () => telnet.close());
    clients['telnet-client'] = withCredentialPlaces(telnet, topology);
  }
  if (topology.has('scp-client') && opened.remoteShell !== undefined) {
    const { remoteShell } = opened;
    const scp = drivers.openScpClient({ reach, remoteShell, names, claimed: claims, ...options });
    stack.defer('the SCP client', () => scp.close());
    clients['scp-client'] = scp;
  }
  return clients;
}

function openVersion1(
  topology: Topology,
  opened: OpenedDut,
  drivers: Drivers,
  stack: ReleaseStack,
  options: ClientOptions,
): Clients {
  if (!topology.has('sshv1-client')) return {};
  const client = drivers.openSshv1Client({
    reach: dialled(topology, opened, 'sshv1-client'),
    names: namesOf(topology, 'sshv1-client'),
    enableSecret: topology.enableSecret,
    ...options,
  });
  stack.defer('the SSH client of version 1', () => client.close());
  return { 'sshv1-client': withCredentialPlaces(client, topology) };
}

/** Where a client of the DUT dials, and from where. */
function dialled(topology: Topology, opened: OpenedDut, role: 'ssh-client' | 'sshv1-client'): Reach {
  const localAddress = topology.roles[role]?.reach?.host;
  return { ...opened.reach, ...(localAddress === undefined ? {} : { localAddress }) };
}

/** Both ends as the DUT knows them. */
function namesOf(topology: Topology, role: 'ssh-client' | 'sshv1-client') {
  const { address, port } = topology.dut.management;
  return { client: topology.roles[role]?.address ?? '', server: { address, port } };
}

function claimedAlgorithms(profile: Profile): ClaimedAlgorithms {
  return {
    kex: claimed(profile, 'ssh-kex'),
    hostKey: claimed(profile, 'ssh-host-key-algorithms'),
    cipher: claimed(profile, 'ssh-ciphers'),
    mac: claimed(profile, 'ssh-macs'),
    publicKey: claimed(profile, 'ssh-publickey-algorithms'),
  };
}
