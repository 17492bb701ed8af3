import type { Hardware } from '../hardware.ts';
import type { Release } from '../release.ts';

/**
 * Running-config of a switch as one finds it: FINDINGS section 3 and the show-running-config transcripts of 3650
 * and 3850, with what each release has of its own.
 */
export function factoryConfiguration(hardware: Hardware, { configuration: form }: Release): string {
  return `${[
    `version ${form.version}`,
    ...form.factoryServices,
    'vrf definition Mgmt-vrf',
    ' address-family ipv4',
    ' exit-address-family',
    ' address-family ipv6',
    ' exit-address-family',
    'no aaa new-model',
    `switch 1 provision ${hardware.model.toLowerCase()}`,
    ...selfSignedTrustpoint(hardware).trimEnd().split('\n'),
    'diagnostic bootup level minimal',
    `spanning-tree mode ${form.spanningTree}`,
    'spanning-tree extend system-id',
    'redundancy',
    ' mode sso',
    'interface GigabitEthernet0/0',
    ' vrf forwarding Mgmt-vrf',
    ' no ip address',
    ' negotiation auto',
    ...fixedInterfaces()
      .slice(1)
      .map((name) => `interface ${name}`),
    'interface Vlan1',
    ' no ip address',
    ' shutdown',
    'ip http server',
    'ip http authentication local',
    'ip http secure-server',
    'line con 0',
    ' stopbits 1',
    ...(hardware.auxLine ? ['line aux 0', ' stopbits 1'] : []),
    'line vty 0 4',
    ' login',
    'line vty 5 15',
    ' login',
    'end',
  ].join('\n')}\n`;
}

/** The ports that the box has whatever its configuration says. */
export function fixedInterfaces(): string[] {
  return [
    'GigabitEthernet0/0',
    ...Array.from({ length: 24 }, (_, port) => `GigabitEthernet1/0/${port + 1}`),
    ...Array.from({ length: 4 }, (_, port) => `GigabitEthernet1/1/${port + 1}`),
  ];
}

/** The trustpoint that the HTTPS server makes for itself. */
export function selfSignedTrustpoint({ selfSignedNumber }: Hardware): string {
  return `crypto pki trustpoint TP-self-signed-${selfSignedNumber}
 enrollment selfsigned
 subject-name cn=IOS-Self-Signed-Certificate-${selfSignedNumber}
 revocation-check none
 rsakeypair TP-self-signed-${selfSignedNumber}
`;
}
