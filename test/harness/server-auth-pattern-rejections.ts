/** Lines close to those of page 28 to 30, and of what a refused server makes, that the patterns must reject; see pattern-rejections.ts. */
const errorsOnly = [
  'Enter configuration commands, one per line.  End with CNTL/Z.',
  '% Generating 2048 bit RSA keys',
  'host1(config)#',
];
const prompts = {
  exec: 'host1#',
  config: 'host1(config)#',
  pubkey: 'host1(conf-ssh-pubkey)#',
  server: 'host1(conf-ssh-pubkey-server)#',
  data: 'host1(conf-ssh-pubkey-data)#',
};
/** The prompts of the other modes, and its own on another device and with something behind it. */
const promptsBut = (mode: keyof typeof prompts): readonly string[] => [
  ...Object.values(prompts).filter((prompt) => prompt !== prompts[mode]),
  prompts[mode].replace('host1', 'host10'),
  `${prompts[mode]} exit`,
];
const serverAuthenticationFailed = [
  'Server Authentication Failed: 192.0.2.1',
  'Server authentication failed',
  'Authentication Failed',
  'Server Authentication Failed (tty)',
];
const passwordAsked = ['password:', 'Username:', 'Enter Password:', 'Password'];
const closed = [
  '[Connection to 10.76.248.200 aborted: error status 0]',
  '[Connection to courier closed by foreign host]',
  'Connection to 10.76.248.200 closed by foreign host',
  '[Connection to 10.76.248 closed by foreign host]',
];

export const serverAuthPatternRejections: Readonly<
  Record<string, Readonly<Record<number, readonly string[]>>>
> = {
  'SNMP-DBG-002': {
    0: passwordAsked,
    1: ['Device2> exit', 'Device2# show users', 'exit', 'Device2# exit now'],
    2: closed,
    3: ['Device1>', 'Device1# exit', '#', 'Device1(config)'],
  },
  'SSH1-INFO-005': { 0: closed },
  'SSH1-INFO-008': { 0: passwordAsked },
  'SSH2-RSA-007': { 0: serverAuthenticationFailed },
  'SSH2-RSA-009': { 0: serverAuthenticationFailed },
  'SSH2-SRVAUTH-002': { 1: ['host1>', prompts.config, 'Password:', 'host1# show'] },
  'SSH2-SRVAUTH-003': {
    0: ['Switch#', 'Switch>', 'Switch(config-line)#', 'Switch(config)# exit'],
    1: errorsOnly,
  },
  'SSH2-SRVAUTH-004': { 0: promptsBut('config'), 1: errorsOnly },
  'SSH2-SRVAUTH-005': { 0: promptsBut('pubkey'), 1: errorsOnly },
  'SSH2-SRVAUTH-006': { 0: promptsBut('server'), 1: errorsOnly },
  'SSH2-SRVAUTH-007': { 0: promptsBut('data'), 1: errorsOnly },
  'SSH2-SRVAUTH-008': { 0: promptsBut('server') },
  'SSH2-SRVAUTH-009': {
    0: [
      'key-hash ssh-rsa key1',
      'key-hash ssh-rsa 5d24ea1d261c1836e437f4e67e2cebeb',
      'key-hash ssh-rsa 5D24EA1D261C1836E437F4E67E2CEBE',
      'key-hash ssh-dss 5D24EA1D261C1836E437F4E67E2CEBEB',
    ],
    1: errorsOnly,
  },
  'SSH2-SRVAUTH-012': { 0: promptsBut('exec') },
  'SSH2-SRVAUTH-013': { 0: promptsBut('config') },
  'SSH2-SRVAUTH-014': {
    0: ['no ip ssh stricthostkeycheck', 'ip ssh stricthostkey', 'ip ssh stricthostkeycheck 1'],
    1: errorsOnly,
  },
  'SSH2-SRVAUTH-015': { 0: errorsOnly },
};
