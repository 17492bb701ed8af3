/** Lines close to those of `debug ip ssh` that the patterns of its suites must reject; see pattern-rejections.ts. */

const at = '00:33:55: ';
const stamped = (...texts: readonly string[]) => texts.map((text) => `${at}${text}`);

const started = stamped(
  'SSH2 1: starting SSH control process',
  'SSH1: starting SSH control',
  'SSH: starting SSH control process',
);
const identSent = stamped(
  'SSH1: sent protocol version id',
  'SSH1: sent protocol version SSH-1.99-Cisco-1.25',
  'SSH CLIENT1: sent protocol version id SSH-1.99-Cisco-1.25',
);
const ciscoIdentSent = [...identSent, ...stamped('SSH1: sent protocol version id SSH-1.99-OpenSSH_2.5.2p2')];
const identReceived = stamped(
  'SSH1: protocol version id is -',
  'SSH1: protocol version id SSH-2.0-OpenSSH_2.5.2p2',
  'SSH CLIENT1: protocol version id is - SSH-2.0-OpenSSH_2.5.2p2',
);
const sshIdentReceived = [...identReceived, ...stamped('SSH1: protocol version id is - 2.0-OpenSSH_2.5.2p2')];
const sent = stamped(
  'SSH2 1: send: len 280',
  'SSH2 1: send: len 280 (padlen 4)',
  'SSH2: send: len 280 (includes padlen 4)',
  'SSH2 1: send:packet of length 280 (length also includes padlen of 4)',
);
const sentLong = stamped(
  'SSH2 0: send:packet of length 280',
  'SSH2 0: send:packet of length 280 (length includes padlen of 4)',
  'SSH2: send:packet of length 280 (length also includes padlen of 4)',
);
const message = (name: string, direction: 'sent' | 'received') =>
  stamped(
    `SSH2 1: SSH2_MSG_${name} ${direction === 'sent' ? 'received' : 'sent'}`,
    `SSH2: SSH2_MSG_${name} ${direction}`,
    `SSH2 1: SSH2_MSG_${name}2 ${direction}`,
    `SSH2 CLIENT 1: SSH2_MSG_${name} ${direction}`,
  );
const type = stamped(
  'SSH2 1: received packet type',
  'SSH2 1: received packet of type 20',
  'SSH2: received packet type 20',
  'SSH2 1: received packet type 2100:33:55: SSH2 1: SSH2_MSG_NEWKEYS received',
);
const read = stamped(
  'SSH2 1: ssh_receive: bytes received',
  'SSH2 1: ssh_receive: 536 bytes',
  'SSH2 1: ssh_send: 536 bytes received',
);
const packetLength = stamped(
  'SSH2 1: input: packet len',
  'SSH2 1: output: packet len 632',
  'SSH2 1: input: len 632',
);
const totalLength = stamped(
  'SSH2 0: input: total packet length of 280',
  'SSH2 0: total packet length of 280 bytes',
  'SSH2 0: input: packet length of 280 bytes',
);
const partial = stamped(
  'SSH2 1: partial packet 8, need 624',
  'SSH2 1: partial packet 8, need -1, maclen 0',
  'SSH2 1: packet 8, need 624, maclen 0',
);
const partialPlain = [...partial, ...stamped('SSH2 1: partial packet 12, need 624, maclen 0')];
const partialSealed = [
  ...partial,
  ...stamped('SSH2 1: partial packet 8, need 624, maclen 0', 'SSH2 1: partial packet 16, need 16, maclen 0'),
];
const partialLong = stamped(
  'SSH2 0: partial packet length(block size)8 bytes,needed 272 bytes,',
  'SSH2 0: partial packet length 8 bytes,needed 272 bytes, maclen 0',
);
const padding = stamped('SSH2 1: input: padlen', 'SSH2 1: input: pad 11', 'SSH2: input: padlen 11');
const paddingLong = stamped('SSH2 0: input: padlength 4', 'SSH2 0: input: padlen 4 bytes');
const algorithms = (direction: string, other: string) =>
  stamped(
    `SSH2: kex: ${other} aes128-cbc hmac-md5 none`,
    `SSH2: kex: ${direction} aes128-cbc hmac-md5`,
    `SSH2: kex: ${direction} aes128-cbc hmac-md5 zlib`,
  );
const algorithmsLong = (direction: string, other: string) =>
  stamped(
    `SSH2:kex: ${other} enc:aes128-cbc mac:hmac-sha1`,
    `SSH2:kex: ${direction} enc:aes128-cbc`,
    `SSH2:kex: ${direction} mac:hmac-sha1 enc:aes128-cbc`,
  );
const expecting = stamped(
  'SSH2 1: expecting SSH2_MSG_KEX_DH_GEX_INIT',
  'SSH2: expecting SSH2_MSG_KEXDH_INIT',
  'SSH2 1: SSH2_MSG_KEXDH_INIT received',
);
const signature = stamped(
  'SSH2 1: signature length',
  'SSH2: signature length 111',
  'SSH2 1: signature length -1',
);
const derived = stamped(
  'SSH2: kex_derive_keys',
  'SSH2: kex_derive_keys failed',
  'SSH1: kex_derive_keys complete',
);
const newKeys = (mode: number) =>
  stamped(
    `SSH2 1: newkeys: mode ${1 - mode}`,
    `SSH2: newkeys: mode ${mode}`,
    `SSH2 1: newkeys: mode ${mode}0`,
  );
const waiting = stamped('SSH2 1: waiting for SSH2_MSG_KEXINIT', 'SSH2: waiting for SSH2_MSG_NEWKEYS');
const macOk = stamped('SSH2 1: MAC #3', 'SSH2 1: MAC #3 failed', 'SSH2 1: MAC # ok', 'SSH2: MAC #3 ok');
const macMade = stamped(
  'SSH2 1: calc MAC out #3',
  'SSH2 1: done calc MAC in #3',
  'SSH2 1: done calc MAC out',
);
const authenticated = stamped(
  'SSH2 1: authentication failed for lab',
  'SSH2 1: authentication successful',
  'SSH1: authentication successful for lab',
);
const channel = stamped(
  'SSH2 1: channel open',
  'SSH2 1: channel close request',
  'SSH1: channel open request',
);
const request = (name: string) =>
  stamped(`SSH2 1: ${name}`, `SSH2 1: no ${name} request`, `SSH2 CLIENT 1: ${name} request`);
const terminal = stamped(
  'SSH2 1: setting TTY - requested: height 24, width 80',
  'SSH2 1: setting TTY - requested: height 24, width 80; set: height 24,',
  'SSH2 1: setting TTY - requested: width 80, height 24; set: width 80, height 24',
);
const shellMessage = stamped('SSH2 1: shell message', 'SSH2 1: shell message sent');
const shellStarted = stamped(
  'SSH2 1: starting shell',
  'SSH2 1: starting shell for tty',
  'SSH1: starting shell for vty',
);
const terminated = stamped(
  'SSH1: Session terminated',
  'SSH1: Session disconnected - error 0x00',
  'SSH2 1: Session terminated normally',
);
const anyLine = [
  'Switch#',
  '*Mar  1 00:05:02.123: %SSH-5-ENABLED: SSH 1.99 has been enabled',
  'SSHD: started',
];

export const debugPatternRejections: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> = {
  'SSH2-MON-002': { 1: ['Switch>', 'Switch(config)#', 'Password:'] },
  'SSH2-MON-003': { 1: anyLine },
  'SSH2-MON-004': {
    0: ['SNMP packet debugging is off', 'SNMP packet debugging', 'SNMP header debugging is on'],
  },
  'SSH2-MON-005': { 0: anyLine },
  'SSH2-MON-006': { 0: started, 1: ciscoIdentSent, 2: sshIdentReceived },
  'SSH2-MON-007': {
    0: sent,
    1: message('KEXINIT', 'sent'),
    2: type,
    3: message('KEXINIT', 'received'),
  },
  'SSH2-MON-008': { 0: read, 1: packetLength, 2: partialPlain, 3: padding },
  'SSH2-MON-009': { 0: partial },
  'SSH2-MON-010': { 0: type, 1: type, 2: type },
  'SSH2-MON-011': {
    0: algorithms('client->server', 'server->client'),
    1: algorithms('server->client', 'client->server'),
  },
  'SSH2-MON-012': { 0: expecting, 1: message('KEXDH_INIT', 'received'), 2: signature },
  'SSH2-MON-013': {
    0: derived,
    1: newKeys(1),
    2: message('NEWKEYS', 'sent'),
    3: waiting,
    4: newKeys(0),
    5: message('NEWKEYS', 'received'),
  },
  'SSH2-MON-014': { 0: macOk, 1: macMade, 2: partialSealed },
  'SSH2-MON-015': { 0: type, 1: authenticated },
  'SSH2-MON-016': { 0: type, 1: channel, 2: request('pty-req'), 3: terminal },
  'SSH2-MON-017': { 0: request('x11-req') },
  'SSH2-MON-018': { 0: request('shell'), 1: shellMessage, 2: shellStarted },
  'SSH2-MON-019': { 0: type, 1: sent },
  'SSH2-MON-020': { 0: terminated },
  'SSH2-DBGD-001': {
    0: stamped(
      'SSH2 0: SSH2_MSG_KEXINIT sent',
      'SSH0: starting SSH control process',
      'SSH2: kex_derive_keys_complete',
    ),
  },
  'SSH2-DBGD-002': { 0: started, 1: identSent, 2: identReceived },
  'SSH2-DBGD-003': {
    0: message('KEXINIT', 'sent'),
    1: message('KEXINIT', 'received'),
    2: expecting,
    3: message('KEXDH_INIT', 'received'),
    4: derived,
    5: message('NEWKEYS', 'sent'),
    6: waiting,
    7: message('NEWKEYS', 'received'),
  },
  'SSH2-DBGD-004': {
    0: algorithmsLong('client->server', 'server->client'),
    1: algorithmsLong('server->client', 'client->server'),
  },
  'SSH2-DBGD-005': {
    0: authenticated,
    1: channel,
    2: request('pty-req'),
    3: terminal,
    4: request('shell'),
    5: shellMessage,
    6: shellStarted,
    7: terminated,
  },
  'SSH2-DBGP-001': {
    0: stamped(
      'SSH2 0: ssh_receive: 64 bytes received',
      'SSH2 0: newkeys: mode 1',
      'SSH2 0: signature length 143',
    ),
  },
  'SSH2-DBGP-002': { 0: sentLong, 1: sentLong, 2: sentLong },
  'SSH2-DBGP-003': { 0: read, 1: totalLength, 2: partialLong, 3: paddingLong },
  'SSH2-DBGP-004': { 0: read, 1: partialLong },
  'SSH2-DBGP-005': { 0: signature, 1: newKeys(1), 2: newKeys(0) },
  'SSH2-DBGP-006': {
    0: stamped('SSH2 0: MAC compared for #3', 'SSH2 0: MAC compared :ok', 'SSH2: MAC compared for #3 :ok'),
  },
  'SSH2-ENH-002': {
    0: [
      'ip ssh dh min size',
      'ip ssh min dh size 2048',
      'no ip ssh dh min size 2048',
      'ip ssh dh min size 2048 bits',
    ],
  },
};
