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
};
