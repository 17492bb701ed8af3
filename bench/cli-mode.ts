/** The states in which an IOS command line can be found. */
export const cliModes = [
  'boot-loader', // switch: or rommon 1 >
  'booting',
  'initial-dialog',
  'press-return',
  'login-username',
  'login-password',
  'user-exec',
  'enable-password',
  'privileged-exec',
  'global-config',
  'line-config',
  'interface-config',
  'vrf-config',
  'pki-trustpoint-config',
  'ssh-pubkey',
  'ssh-pubkey-user',
  'ssh-pubkey-server',
  'ssh-pubkey-data',
  'tcl-shell', // Switch(tcl)#
  'other-config', // a (config-…)# prompt that has no name here
  'pager',
  'confirm', // [confirm], [yes/no]: or a question with a default in brackets
  'closed',
  'unknown',
] as const;
export type CliMode = (typeof cliModes)[number];
