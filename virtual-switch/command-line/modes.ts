/** Configuration modes, by what stands in the prompt's brackets. */
export const configurationModes = [
  'config',
  'config-line',
  'config-if',
  'config-vrf',
  'config-vrf-af',
  'ca-trustpoint',
  'config-cert-chain',
  'config-red',
  'config-red-mode',
  'config-xcvr-type',
  'config-cp',
  'config-std-nacl',
  'config-server-tacacs',
  'config-radius-server',
  'config-sg-tacacs+',
  'config-sg-radius',
  'conf-ssh-pubkey',
  'conf-ssh-pubkey-user',
  'conf-ssh-pubkey-server',
  'conf-ssh-pubkey-data',
] as const;
export type ModeName = (typeof configurationModes)[number];
