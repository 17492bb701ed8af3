import { chpassPatternRejections } from './chpass-pattern-rejections.ts';
import { examplePatternRejections } from './example-pattern-rejections.ts';
import { clientPatternRejections } from './client-pattern-rejections.ts';
import { debugPatternRejections } from './debug-pattern-rejections.ts';
import { serverAuthPatternRejections } from './server-auth-pattern-rejections.ts';
import { scpPatternRejections } from './scp-pattern-rejections.ts';

/**
 * By requirement and index of its `expect`: lines that the pattern must reject, each of them close to what it
 * accepts. `npm run check` wants an entry for each required pattern that a suite rests on.
 */
const errorsOnly = [
  'Enter configuration commands, one per line.  End with CNTL/Z.',
  '% Generating 2048 bit RSA keys',
  'Switch(config)#',
];
const timeoutLines = [
  'Authentication timeout: 120 seconds',
  'Authentication timeout: secs; Authentication retries: 3',
];
const limits = [...timeoutLines, 'Authentication timeout: 120 secs; Authentication retries: three'];
const anyVersion = [
  'SSH Disabled - version 1.99',
  'SSH Enabled - version 1.990',
  'SSH Enabled - version 2',
  'SSH Enabled',
];

const debugOnly = ['SNMP packet debugging is off', 'SNMP packet debugging', 'SNMP header debugging is on'];

const version1Header = [
  'Connection Version Mode Encryption Hmac State Username',
  'Connection Version Encryption State',
  'Connection Version Encryption Hmac State Username',
];
const version2Header = [
  'Connection Version Encryption State Username',
  'Connection Version Mode Encryption State Username',
];
const version1Row = [
  '0 1.5 3DES Session started',
  '0 2.0 3DES Session started lab',
  '0 1.5 aes128-cbc Session started lab',
  '0 1.5 2DES Session started lab',
  '0 1.5 3DES Keys exchanged lab',
  '0 1x5 3DES Session started lab',
];
/** Of one direction, what is not the other's. */
const version2Row = (direction: string, other: string): readonly string[] => [
  `1 2.0 ${other} aes128-cbc hmac-md5 Session started lab`,
  `1 1.5 ${direction} aes128-cbc hmac-md5 Session started lab`,
  `1 2.0 ${direction} aes128-cbc Session started lab`,
  `1 2.0 ${direction} aes128-cbc hmac-md5 Session started`,
];
/** Versions that are not enabled, beside the one that is. */
const versionsBut = (version: string): readonly string[] => [
  ...['1.5', '1.99', '2.0']
    .filter((other) => other !== version)
    .map((other) => `SSH Enabled - version ${other}`),
  `SSH Disabled - version ${version}`,
  `SSH Enabled - version ${version}0`,
  `SSH Enabled - version ${version.replace('.', 'x')}`,
];

export const patternRejections: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> = {
  'SSH1-RES-002': { 0: version1Row },
  'SSH1-VER-001': { 0: versionsBut('1.5'), 1: limits },
  'SSH1-VER-002': {
    0: [
      ...limits,
      'Authentication timeout: 60 secs; Authentication retries: 3',
      'Authentication timeout: 120 secs; Authentication retries: 2',
      'Authentication timeout: 120 secs; Authentication retries: 30',
    ],
  },
  'SSH1-VER-003': {
    0: ['SSH Enabled - version 1.99', 'SSH has not been enabled', '%SSH has been enabled'],
  },
  'SSH1-VER-004': { 0: version1Header, 1: version1Row },
  'SSH1-VER-005': {
    0: [
      ...version1Row,
      '%No SSHv3 server connections running.',
      'No SSH server connections running.',
      '%No SSH server connections',
    ],
  },
  'SSH2-EXV-001': { 0: versionsBut('1.5') },
  'SSH2-EXV-002': { 0: versionsBut('2.0') },
  'SSH2-EXV-003': { 0: versionsBut('1.99') },
  'SSH2-VCON-005': {
    0: version1Header,
    1: version1Row,
    2: version2Header,
    3: version2Row('IN', 'OUT'),
    4: version2Row('OUT', 'IN'),
  },
  'SSH2-VCON-007': {
    0: version1Header,
    1: version1Row,
    2: ['%No SSHv1 server connections running.', '%No SSH server connections running.'],
  },
  ...debugPatternRejections,
  ...examplePatternRejections,
  ...serverAuthPatternRejections,
  ...scpPatternRejections,
  ...clientPatternRejections,
  ...chpassPatternRejections,
  'SSH2-HOST-001': { 0: anyVersion },
  'SSH2-HOST-002': { 1: ['Switch>', 'Switch(config)#', 'Password:', 'Switch# show'] },
  'SSH2-HOST-003': {
    0: ['Switch#', 'Switch>', 'Switch(config-line)#', 'Switch(config)# exit'],
    1: errorsOnly,
  },
  'SSH2-HOST-004': {
    0: ['Switch(config)#', 'cisco7200#', 'cisco7200(config-if)#', 'cisco72000(config)#'],
    1: errorsOnly,
  },
  'SSH2-HOST-005': {
    0: [
      'ip domain-name example',
      'no ip domain-name example.com',
      'ip domain-name example.com.au',
      'ip domain-name exampleXcom',
    ],
    1: errorsOnly,
  },
  'SSH2-HOST-007': {
    0: [
      'Authentication timeout: 12 secs;',
      'Authentication timeout: 1200 secs;',
      'Authentication timeout: 60 secs; Authentication retries: 3',
    ],
    1: errorsOnly,
  },
  'SSH2-HOST-008': {
    0: ['Authentication retries: ', 'Authentication retries: 2 of 3', 'Authentication timeout: 120 secs'],
  },
  'SSH2-HOST-009': {
    0: [
      'SSH Enabled - version 1.99',
      'SSH Enabled - version 2.0',
      'SSH Disabled - version 1.5',
      'SSH Enabled - version 1.50',
    ],
    1: ['SSH-1.99-Cisco-1.25', 'SSH-2.0-Cisco-1.25', 'SSH-1.5-Cisco-1.2', 'SSH-1x5-Cisco-1.25'],
  },
  'SSH2-HOST-010': {
    0: [
      'SSH Enabled - version 1.99',
      'SSH Enabled - version 1.5',
      'SSH Disabled - version 2.0',
      'SSH Enabled - version 2x0',
    ],
  },
  'SSH2-HOST-011': { 0: ['Switch(config)#', 'Switch>', 'Switch# exit'] },
  'SSH2-HOST-012': { 0: ['cisco7200(config)#', 'Switch#', 'Switch1(config)#'] },
  'SSH2-VSTAT-002': { 1: ['Switch>', 'Switch(config)#', 'Password:'] },
  'SSH2-VSTAT-003': { 0: anyVersion, 1: limits },
  'SSH2-VSTAT-004': { 0: ['Switch#', 'Switch(config)#', 'Switch> show users'] },
  'SSH2-VSTAT-005': {
    0: ['SSH Enabled - version 2.0', 'SSH Enabled - version 1.5', 'SSH Disabled - version 1.99'],
    1: limits,
  },
  'SSH2-VSTAT-006': {
    0: ['SSH Enabled - version 1.99', 'SSH Enabled - version 1.5', 'SSH Disabled - version 2.0'],
    1: limits,
  },
  'SSH2-VSTAT-007': {
    0: ['SSH Enabled - version 1.99', 'SSH Enabled - version 2.0', 'SSH Disabled - version 1.5'],
    1: limits,
  },
  'SSH1-GEN-001': { 0: ['SSH-2.0-OpenSSH_9.2', 'SSH-1.98-Cisco-1.25', 'SSH-1.99-Cisco-1.26'] },
  'SSH1-GEN-003': {
    0: [
      'Cisco IOS Software, C3750E Software (C3750E-UNIVERSALK9-M), Version 15.0(2)SE',
      'Version 03.03.03SE',
    ],
    2: ['System image file is ""', 'System returned to ROM by reload'],
  },
  'SSH2-VCON-002': { 1: ['Switch>', 'Switch(config)#', 'Password:', 'Switch# show'] },
  'SSH2-VCON-004': { 0: ['Switch#', 'Switch(config)#', 'Switch> show'] },
  'SSH2-VCON-006': {
    0: ['Connection Version Encryption State Username', 'Connection Version Mode Encryption Hmac State'],
    1: [
      '1 2.0 OUT aes128-cbc hmac-md5 Session started lab',
      '1 1.5 IN aes128-cbc hmac-md5 Session started lab',
      '1 2.0 IN aes128-cbc hmac-md5 Session open lab',
      '1 2.0 IN aes128-cbc Session started lab',
      '1 2.0 IN aes128-cbc hmac-md5 Session started',
    ],
    2: ['1 2.0 IN aes128-cbc hmac-md5 Session started lab', '1 2.0 OUT aes128-cbc hmac-md5 Session open lab'],
    3: ['%No SSHv2 server connections running.', 'No SSHv1 server connections running.'],
  },
  'SNMP-TRAP-004': { 0: debugOnly },
  'SNMP-TRAP-006': {
    0: [
      'snmp-server host 192.0.2.10 public',
      'snmp-server host 192.0.2.10 private tty',
      'no snmp-server host 192.0.2.10 public tty',
      'snmp-server host 192.0.2.10 public ttys',
    ],
    1: ['Switch(config)#', 'snmp-server host 192.0.2.10 public  tty'],
  },
  'SNMP-DBG-001': { 0: debugOnly },
  'SNMP-DBG-003': {
    0: [
      '*Jul 18 10:18:42.619: SNMP: Packet sent via UDP to 10.0.0.2',
      'SNMP: Queuing packet to',
      'Queuing packet to 10.0.0.2',
    ],
  },
  'SNMP-DBG-004': {
    0: [
      '*Jul 18 10:18:42.619: SNMP: V2 Trap, reqid 3, errstat 0, erridx 0',
      '*Jul 18 10:18:42.619: SNMP: V1 Trap, ent cisco, addr 10.0.0.1, gentrap 6',
      '*Jul 18 10:18:42.619: SNMP: V1 Trap, ent cisco, addr , gentrap 6, spectrap 1',
    ],
  },
  'SNMP-DBG-005': {
    0: ['local.9.3.1.1.2.1 = ', 'local.9.3.1.2.2.1 = 6', 'local.9.3.1.1.2 = 6'],
    1: ['local.9.2.1.18 = lab', 'local.9.2.1.19.2 = lab', 'local.9.2.1.18.2 = lab lab'],
  },
  'SNMP-DBG-006': {
    0: [
      'tcpConnEntry.1.10.0.0.1.22.10.0.0.2 = 4',
      'tcpConnEntry.2.10.0.0.1.22.10.0.0.2.55246 = 4',
      'ltcpConnEntry.1.10.0.0.1.22.10.0.0.2.55246 = 4',
      'tcpConnEntry.1.10.0.0.1.22.10.0.0.2.55246 = synReceived',
    ],
  },
  'SNMP-DBG-007': {
    0: ['ltcpConnEntry.1.10.0.0.1.22.10.0.0.2.55246 = 1015', 'ltcpConnEntry.5.10.0.0.1.22.10.0.0.2 = 1015'],
    1: [
      'ltcpConnEntry.2.10.0.0.1.22.10.0.0.2.55246 = 1056',
      'tcpConnEntry.1.10.0.0.1.22.10.0.0.2.55246 = 1056',
    ],
    2: ['ltcpConnEntry.1.10.0.0.1.22.10.0.0.2.55246 = 1392', 'ltcpConnEntry.2.10.0.0.1.22.10.0.0.2.55246 = '],
  },
  'SNMP-DBG-008': {
    0: ['*Jul 18 10:18:42.619: SNMP: Queuing packet to 10.0.0.2', 'SNMP: Packet sent via TCP to 10.0.0.2'],
  },
  'SSH1-SRV-001': { 0: [...timeoutLines, 'Authentication timeout: 300 secs; Authentication retries: 3'] },
  'SSH1-SRV-002': { 1: ['Switch>', 'Switch(config)#', 'Password:', 'Switch# show'] },
  'SSH1-SRV-003': {
    0: ['Switch#', 'Switch>', 'Switch(config-line)#', 'Switch(config)# exit'],
    1: errorsOnly,
  },
  'SSH1-SRV-004': {
    0: [...timeoutLines, 'Authentication timeout: 130 secs; Authentication retries: 3'],
    1: ['ip ssh time-out 300', 'no ip ssh time-out 30', 'ip ssh time out 30', 'ip ssh time-out'],
    2: errorsOnly,
  },
  'SSH1-SRV-006': {
    0: limits,
    1: [
      'ip ssh authentication-retries',
      'no ip ssh authentication-retries 2',
      'ip ssh authentication-retries two',
    ],
    2: errorsOnly,
  },
  'SSH1-SRV-007': { 0: ['password', 'Passcode:', 'The Password:'] },
  'SSH1-SRV-009': {
    0: ['ip ssh rekey time 1080', 'no ip ssh rekey time 108', 'ip ssh rekey time'],
    1: errorsOnly,
  },
  'SSH1-SRV-010': {
    0: ['ip ssh rekey volume', 'no ip ssh rekey volume 100', 'ip ssh rekey volume 1k'],
    1: errorsOnly,
  },
  'SSH1-SRV-011': {
    0: ['SSH2 1: SSH2_MSG_KEXINIT received', 'SSH2: SSH2_MSG_KEXINIT sent', 'SSH1 1: SSH2_MSG_KEXINIT sent'],
  },
  'SSH1-SRV-012': { 0: ['Switch>', 'Switch(config)#', 'Switch# show'] },
  'SSH1-SRV-013': { 0: anyVersion, 1: limits },
  'SSH2-PUBKEY-002': { 1: ['host1>', 'host1(config)#', 'Password:', 'host1# show'] },
  'SSH2-PUBKEY-003': {
    0: ['Switch#', 'Switch>', 'Switch(config-line)#', 'Switch(config)# exit'],
    1: errorsOnly,
  },
  'SSH2-PUBKEY-004': {
    0: ['Switch(config)#', 'host1#', 'host1(config-if)#', 'host10(config)#'],
    1: errorsOnly,
  },
  'SSH2-PUBKEY-005': { 0: errorsOnly },
  'SSH2-PUBKEY-007': { 0: ['host1(config)#', 'host1(conf-ssh-pubkey-user)#', 'host1#'], 1: errorsOnly },
  'SSH2-PUBKEY-008': {
    0: [
      'SSH2 0: authentication successful for user2',
      'SSH2 0: authentication successful for user10',
      'SSH2: authentication successful for user1',
      'SSH2 0: authentication failed for user1',
    ],
  },
  'SSH2-PUBKEY-009': {
    0: ['host1(conf-ssh-pubkey)#', 'host1(config)#', 'host1(conf-ssh-pubkey-data)#'],
    1: errorsOnly,
  },
  'SSH2-PUBKEY-010': { 0: ['host1(conf-ssh-pubkey-user)#', 'host1(config)#', 'host1#'], 1: errorsOnly },
  'SSH2-PUBKEY-012': {
    0: [
      'key-hash ssh-rsa key1',
      'key-hash ssh-rsa 5d24ea1d261c1836e437f4e67e2cebeb',
      'key-hash ssh-rsa 5D24EA1D261C1836E437F4E67E2CEB',
      'key-hash ssh-dss 5D24EA1D261C1836E437F4E67E2CEBEB',
      'key-string ssh-rsa 5D24EA1D261C1836E437F4E67E2CEBEB',
    ],
    1: errorsOnly,
  },
  'SSH2-PUBKEY-017': {
    0: ['host1(conf-ssh-pubkey-data)#', 'host1(conf-ssh-pubkey-user)#', 'host1>', 'Switch#'],
  },
  'SSH2-KEYS-001': {
    0: versionsBut('2.0'),
    1: ['Authentication timeout: 120 secs;', 'Authentication timeout: 1 secs;', 'timeout: 12 secs;'],
  },
  'SSH2-KEYS-002': { 1: ['Switch>', 'Switch(config)#', 'Password:', 'Switch# show'] },
  'SSH2-KEYS-003': {
    0: ['Switch#', 'Switch>', 'Switch(config-line)#', 'Switch(config)# exit'],
    1: errorsOnly,
  },
  'SSH2-KEYS-004': {
    0: [
      'ip ssh rsa keypair-name sshk',
      'no ip ssh rsa keypair-name sshkeys',
      'ip ssh rsa keypair-name sshkeys2',
      'ip ssh rsa keypair-name',
    ],
    1: errorsOnly,
  },
  'SSH2-KEYS-006': {
    0: ['Key name: sshkeys2', 'Key name: sshkeys.server', 'Key name: Switch.example.com', 'Key name:'],
    1: ['SSH Disabled - version 2.0', '%SSH has not been enabled', 'SSH Enabled'],
    2: errorsOnly,
  },
  'SSH2-KEYS-009': {
    0: ['Authentication timeout: 120 secs;', 'Authentication timeout: 1 secs;', 'timeout: 12 secs;'],
    1: errorsOnly,
  },
  'SSH2-KEYS-011': { 0: versionsBut('2.0'), 1: errorsOnly },
  'SSH2-KEYS-012': { 0: ['Switch>', 'Switch(config)#', 'Press RETURN to get started.', 'Switch# exit'] },
  'SSH2-INFO-002': {
    0: versionsBut('1.99'),
    1: ['SSH-2.0-Cisco-1.25', 'SSH-1.5-Cisco-1.25', 'SSH-1.99-OpenSSH', 'SSH-1.99-Cisco-1.2'],
  },
  'SSH2-INFO-003': { 0: ['SSH-1.99-Cisco-1.25', 'SSH-1.5-Cisco-1.25', 'SSH-2.0-OpenSSH_9.2'] },
  'SSH2-INFO-006': { 0: ['SSH Disabled - version 2.0', '%SSH has not been enabled', 'SSH Enabled'] },
  'SSH1-PRE-001': {
    0: [
      'Cisco IOS Software, IOS-XE Software, Catalyst L3 Switch Software (CAT3K_CAA-UNIVERSAL-M), Version 03.03.05SE',
      'System image file is "flash:packages.conf"',
      'Software (CAT9K)',
    ],
  },
  'SSH1-PRE-003': {
    0: ['SSH Disabled - version 1.99', '%SSH has not been enabled', 'SSH Enabled - version 2', 'SSH Enabled'],
  },
  'SSH1-PRE-004': {
    0: ['SSH Enabled - version 1.99', '%SSH has been enabled', 'SSH has not been'],
  },
  'SSH1-TRB-001': {
    0: ['% Incomplete command.', 'RSA keys', 'Switch(config)#', '% Generating 1024 bit RSA keys'],
  },
  'SSH1-TRB-002': {
    0: [
      '% Please define a domain-name first.',
      'No domain specified.',
      'The name for the keys will be: Router.example.com',
    ],
  },
  'SSH1-TRB-003': {
    0: [
      '% Please define a hostname other than Router.',
      'No hostname specified.',
      'The name for the keys will be: conform.',
    ],
  },
  'SSH1-TRB-005': {
    0: [
      '*  0 con 0                idle',
      '    Line       User       Host(s)',
      '  2 vty',
      '  2 aux 0 lab idle',
    ],
  },
  'SSH2-PRE-001': {
    0: [
      'Cisco IOS Software, Catalyst L3 Switch Software (CAT3K_CAA-UNIVERSAL-M), Version 03.03.05SE',
      'System image file is "flash:packages.conf"',
      'Model number: WS-C3650K9',
    ],
  },
  'SSH2-RES-008': {
    0: [
      '00:33:55: SSH2: kex: client->server aes128-cbc hmac-md5 zlib',
      'SSH2: kex: server->client aes128-cbc hmac-md5',
      'SSH2: kex: client->server aes128-cbc hmac-md5 none zlib',
    ],
  },
};
