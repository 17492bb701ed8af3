import type { Account } from '../bench/bench.ts';
import type { Secret } from '../bench/secret.ts';
import type { SecondDeviceFacts } from './second-device.ts';
import type { Topology } from './topology.ts';
import type { VirtualDut } from './topology-schema.ts';

/** The number of a self-signed trustpoint (transcripts, FINDINGS section 1); a real one derives it from the box. */
const selfSigned = '2851517665';

/** What a startup configuration is made of, beside what every one has. */
interface Prepared {
  readonly hostname: string;
  readonly account: Account;
  readonly enableSecret: Secret;
  /** In this order. */
  readonly interfaces: readonly OwnAddress[];
}

interface OwnAddress {
  readonly interface: string;
  readonly vrf?: string | undefined;
  readonly address: string;
  readonly prefixLength: number;
}

/** The startup configuration of the DUT of a topology. */
export function startupConfiguration(topology: Topology, dut: VirtualDut): string {
  const { username, privilege } = dut.accounts.bench;
  const { vrf } = topology.roles;
  const alone = vrf !== undefined && !hasInterface(dut, vrf.interface) ? [inVrf(vrf)] : [];
  return prepared({
    hostname: 'Switch',
    account: { username, password: topology.password, privilege },
    enableSecret: topology.enableSecret,
    interfaces: [dut.management, ...dut.addresses, ...alone],
  });
}

/** That of the second device, which has another name: a prompt tells whose it is. */
export function secondStartupConfiguration({ file, account, enableSecret }: SecondDeviceFacts): string {
  return prepared({ hostname: 'Peer', account, enableSecret, interfaces: [file.management] });
}

function hasInterface({ management, addresses }: VirtualDut, name: string): boolean {
  return [management, ...addresses].some((own) => own.interface.toLowerCase() === name.toLowerCase());
}

function inVrf(role: NonNullable<Topology['roles']['vrf']>): OwnAddress {
  return { ...role, address: role.dutAddress };
}

/**
 * The whole startup configuration of a virtual switch whose owner has prepared it for the bench: the factory
 * state of a 3650 (transcripts show-running-config of 3650 and 3850: self-signed trustpoint, Mgmt-vrf, vty
 * lines 0 4 and 5 15), and the lines that docs/wiring-a-bench.md tells the owner of a real one to type. Holds
 * secrets in clear.
 */
function prepared({ hostname, account, enableSecret, interfaces }: Prepared): string {
  const { username, password, privilege } = account;
  const vrfs = new Set([...interfaces.flatMap(({ vrf }) => vrf ?? [])]);
  return `hostname ${hostname}
no service pad
service timestamps debug datetime msec
service timestamps log datetime msec
no service password-encryption
service compress-config
${[...vrfs].map(vrfDefinition).join('')}enable secret ${enableSecret.reveal()}
username ${username} privilege ${privilege} secret ${password.reveal()}
no aaa new-model
crypto pki trustpoint TP-self-signed-${selfSigned}
 enrollment selfsigned
 subject-name cn=IOS-Self-Signed-Certificate-${selfSigned}
 revocation-check none
 rsakeypair TP-self-signed-${selfSigned}
diagnostic bootup level minimal
spanning-tree mode pvst
spanning-tree extend system-id
redundancy
 mode sso
${interfaces.map(interfaceLines).join('')}${factoryVlan1(interfaces)}ip http server
ip http authentication local
ip http secure-server
line con 0
 stopbits 1
line aux 0
 stopbits 1
line vty 0 4
 login local
 transport input ssh
line vty 5 15
 login local
 transport input ssh
end
`;
}

/** The factory's Vlan1, which has no address, unless it is given one. */
function factoryVlan1(interfaces: readonly OwnAddress[]): string {
  return interfaces.some(({ interface: name }) => name === 'Vlan1')
    ? ''
    : `interface Vlan1
 no ip address
 shutdown
`;
}

function interfaceLines(own: OwnAddress): string {
  return `interface ${own.interface}
${own.vrf === undefined ? ' !' : ` vrf forwarding ${own.vrf}`}
 ip address ${own.address} ${netmask(own.prefixLength)}
${/^GigabitEthernet/.test(own.interface) ? ' negotiation auto\n' : ''}`;
}

function vrfDefinition(vrf: string): string {
  return `vrf definition ${vrf}
 address-family ipv4
 exit-address-family
 address-family ipv6
 exit-address-family
`;
}

function netmask(prefixLength: number): string {
  const bits = (0xffffffff << (32 - prefixLength)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 0xff).join('.');
}
