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

export const patternRejections: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> = {
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
