/** Lines close to those of the suites on Secure Copy that their patterns must reject; see pattern-rejections.ts. */

const noError = [
  'Enter configuration commands, one per line.  End with CNTL/Z.',
  'Invalid input detected',
  'Switch(config)#',
];
const exec = ['Switch>', 'Switch(config)#', 'Password:', 'Switch# exit'];
const configuring = ['Switch#', 'Switch>', 'Switch(config-line)#', 'Switch(config)# exit'];
/** A line with less, with more, taken back, and as a part of another. */
const notJust = (line: string): readonly string[] => [
  line.split(' ').slice(0, -1).join(' '),
  `${line} more`,
  `no ${line}`,
  `${line}x`,
  `! ${line}`,
];
const server = notJust('ip scp server enable');
const model = notJust('aaa new-model');
const limits = [
  'Authentication timeout: 60 secs; Authentication retries: 3',
  'Authentication timeout: 1200 secs; Authentication retries: 3',
  'Authentication timeout: 120 seconds',
];
const retries = [
  'Authentication timeout: 120 secs; Authentication retries: 1',
  'Authentication timeout: 120 secs; Authentication retries: 30',
  'Authentication retries 3',
];
const user = (name: string, privilege: number): readonly string[] => [
  `username ${name} privilege 1 password 0 <secret>`,
  `username ${name} privilege ${privilege} secret 5 <secret>`,
  `username ${name} privilege ${privilege} password <secret>`,
  `username ${name} password 0 <secret>`,
  `username ${name}2 privilege ${privilege} password 0 <secret>`,
  `username ${name} privilege ${privilege}0 password 0 <secret>`,
];
const debugLines = [
  '*Feb 18 20:37:15.363: SSH2 0: channel window adjust message received 8029',
  '*Feb 18 20:37:15.363: RCP: send OK',
  'Incoming SCP debugging is off',
];

export const scpPatternRejections: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> = {
  'SCP-EXN-002': { 0: limits },
  'SCP-EXN-003': { 0: retries },
  'SCP-INFO-001': {
    0: ['rcp -t flash:x', 'scp flash:x', 'scp -r x', 'scp -r -x -t x', 'scp -tx', 'show clock', 'sftp -t x'],
  },
  'SCP-CFG-002': { 1: exec },
  'SCP-CFG-003': { 0: configuring, 1: noError },
  'SCP-CFG-004': { 0: model, 1: noError },
  'SCP-CFG-005': {
    0: [
      ...notJust('aaa authentication login default group tacacs+'),
      'aaa authentication login default group tacacs',
      'aaa authentication login default local',
    ],
    1: noError,
  },
  'SCP-CFG-008': {
    0: [
      ...notJust('aaa authorization exec default group tacacs+'),
      'aaa authorization network default group tacacs+',
      'aaa authorization exec default local',
    ],
    1: noError,
  },
  'SCP-CFG-010': { 0: user('superuser', 2), 1: noError },
  'SCP-CFG-013': { 0: server, 1: noError },
  'SCP-CFG-014': { 0: exec },
  'SCP-CFG-015': {
    0: server,
    1: model,
    2: ['aaa authentication enable default enable', 'no aaa authentication login default local'],
    3: ['aaa authorization network default local', 'aaa authorization exec', 'aaa authorization console'],
  },
  'SCP-CFG-016': { 1: debugLines },
  'SSH2-SCP-002': { 1: exec },
  'SSH2-SCP-003': { 0: configuring, 1: noError },
  'SSH2-SCP-004': { 0: model, 1: noError },
  'SSH2-SCP-005': {
    0: [
      ...notJust('aaa authentication login default local'),
      'aaa authentication login default group tacacs+',
      'aaa authentication login defaultlocal',
    ],
    1: noError,
  },
  'SSH2-SCP-006': {
    0: [
      ...notJust('aaa authorization exec default local'),
      'aaa authorization network default local',
      'aaa authorization exec defaultlocal',
    ],
    1: noError,
  },
  'SSH2-SCP-007': { 0: user('samplename', 15), 1: noError },
  'SSH2-SCP-009': { 0: limits, 1: noError },
  'SSH2-SCP-010': { 0: retries, 1: noError },
  'SSH2-SCP-011': { 0: server, 1: noError },
  'SSH2-SCP-012': { 0: exec },
  'SSH2-EXSCP-002': { 0: user('samplename', 15), 1: server, 2: [...limits, ...retries] },
};
