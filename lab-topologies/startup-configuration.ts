import type { Topology } from './topology.ts';
import type { VirtualDut } from './topology-schema.ts';

/** The number of a self-signed trustpoint (transcripts, FINDINGS section 1); a real one derives it from the box. */
const selfSigned = '2851517665';

/**
 * The whole startup configuration of a virtual switch whose owner has prepared it for the bench: the factory
 * state of a 3650 (transcripts show-running-config of 3650 and 3850: self-signed trustpoint, Mgmt-vrf, vty
 * lines 0 4 and 5 15), and the lines that docs/wiring-a-bench.md tells the owner of a real one to type. Holds
 * secrets in clear.
 */
export function startupConfiguration(
  topology: Topology,
  { management, addresses, accounts }: VirtualDut,
): string {
  const { username, privilege } = accounts.bench;
  const { vrf } = management;
  return `hostname Switch
no service pad
service timestamps debug datetime msec
service timestamps log datetime msec
no service password-encryption
service compress-config
${vrf === undefined ? '!' : vrfDefinition(vrf)}
enable secret ${topology.enableSecret.reveal()}
username ${username} privilege ${privilege} secret ${topology.password.reveal()}
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
interface ${management.interface}
${vrf === undefined ? ' !' : ` vrf forwarding ${vrf}`}
 ip address ${management.address} ${netmask(management.prefixLength)}
 negotiation auto
${vlan1(addresses)}${addresses.map(furtherInterface).join('')}ip http server
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
function vlan1(addresses: VirtualDut['addresses']): string {
  return addresses.some(({ interface: name }) => name === 'Vlan1')
    ? ''
    : `interface Vlan1
 no ip address
 shutdown
`;
}

function furtherInterface(further: VirtualDut['addresses'][number]): string {
  return `interface ${further.interface}
${further.vrf === undefined ? ' !' : ` vrf forwarding ${further.vrf}`}
 ip address ${further.address} ${netmask(further.prefixLength)}
`;
}

function vrfDefinition(vrf: string): string {
  return `vrf definition ${vrf}
 address-family ipv4
 exit-address-family
 address-family ipv6
 exit-address-family`;
}

function netmask(prefixLength: number): string {
  const bits = (0xffffffff << (32 - prefixLength)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 0xff).join('.');
}
