import type { Release } from '../release.ts';
import { ios306E } from './ios-xe-3.ts';
import { layoutOf16 } from './layouts.ts';

/** `16.12.7` as the first line and, in later trains, the table of switches print it: `16.12.07`. */
function paddedVersion(version: string): string {
  return version.replaceAll(/\d+/g, (digits) => digits.padStart(2, '0'));
}

/** The line that names the software, with the name of its train. */
export function softwareLine(codeName: string): Release['showVersion']['headline'] {
  return ({ version, showVersion: { image, softwareTag } }) =>
    `Cisco IOS Software [${codeName}], Catalyst L3 Switch Software (${image}), Version ${version}, RELEASE SOFTWARE (${softwareTag})`;
}

const packageLicence = [
  '',
  'Technology Package License Information: ',
  '',
  '-----------------------------------------------------------------',
  'Technology-package                   Technology-package',
  'Current             Type             Next reboot  ',
  '------------------------------------------------------------------',
  'ipbasek9            Permanent        ipbasek9',
  '',
];

/** Licences of a switch that reports them, with the packages in force. */
export function smartLicence(packages: readonly (readonly [string, string])[], status: string): string[] {
  const rule = '-'.repeat(78);
  return [
    '',
    'Technology Package License Information: ',
    '',
    rule,
    'Technology-package                                     Technology-package',
    'Current                        Type                       Next reboot  ',
    rule,
    ...packages.map(([name, type]) => `${name.padEnd(20)}\t${type.padEnd(30)}\t ${name.padEnd(20)}`),
    '',
    '',
    `Smart Licensing Status: ${status}`,
    '',
  ];
}

/**
 * 16.3: `show version` of a 3850 with 16.3.7, found in public; memory and licence in the form of 16.4
 * (show-version--muninn--2). unrecorded: its `show ip ssh` and defaults, taken for those of 16.8 and 16.12; the
 * question for the modulus (crypto-key-generate-rsa--sw-lab-1024--1 and --btssio--1, of switches with no number);
 * the key and certificate of its own (those of 16.12); what secrets are hashed to (5, as far as 16.6 shows any).
 */
export const ios1603: Release = {
  ...ios306E,
  name: '16.3',
  version: '16.3.7',
  showVersion: {
    ...ios306E.showVersion,
    headline: softwareLine('Denali'),
    softwareTag: 'fc4',
    compiled: 'Fri 03-Aug-18 23:49 by mcpre',
    copyrightYears: '1986-2018',
    noticeYear: '2018',
    blankLines: 2,
    bootLoader: 'CAT3K_CAA Boot Loader (CAT3K_CAA-HBOOT-M) Version 4.68',
    licence: packageLicence,
    processorMemory: ({ revision, iosMemory }) => `(revision ${revision}) with ${iosMemory} bytes of memory`,
    otherMemory: ['0K bytes of  at webui:.'],
    tableImage: 'CAT3K_CAA-UNIVERSALK9',
  },
  configuration: {
    ...ios306E.configuration,
    version: '16.3',
    layout: layoutOf16,
    domainName: 'ip domain name',
    domainLookup: 'ip domain lookup',
    spanningTree: 'rapid-pvst',
    factoryServices: [
      'no service pad',
      'service timestamps debug datetime msec',
      'service timestamps log datetime msec',
    ],
    defaults: [
      'no platform punt-keepalive disable-kernel-core',
      'transceiver type all',
      ' monitoring',
      'ip forward-protocol nd',
      'control-plane',
      ' service-policy input system-cpp-policy',
    ],
    unshown: ['no service password-encryption', 'no service compress-config'],
    secretTypes: [5, 8, 9],
  },
  keys: {
    ...ios306E.keys,
    offered: 1024,
    // nmap-ssl-scripts--rikosintie--1, a 3850 with 16.12.3a
    selfSigned: { bits: 2048, notAfter: () => new Date('2030-01-01T00:00:00Z') },
  },
  ssh: {
    versions: [1, 2],
    smallestSsh2Modulus: 768,
    defaultDhMinBits: 2048,
    dhMinSizes: [1024, 2048, 4096],
    // a 3850 with 16.12.3a has a minimum of 4096 bits and serves group 14: FINDINGS section 2
    dhMinBoundsNamedGroups: false,
    // show-running-config-all-include-ssh of 16.8.1 and show-ip-ssh--opensysadmins-1941--1 (15.7)
    defaults: {
      ...ios306E.ssh.defaults,
      encryption: ['aes128-ctr', 'aes192-ctr', 'aes256-ctr'],
      mac: ['hmac-sha2-256', 'hmac-sha2-512', 'hmac-sha1', 'hmac-sha1-96'],
      kex: ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1'],
    },
    configurable: {
      ...ios306E.ssh.configurable,
      mac: ['hmac-sha1', 'hmac-sha1-96', 'hmac-sha2-256', 'hmac-sha2-512'],
      kex: ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1'],
    },
  },
  showIpSsh: { ...ios306E.showIpSsh, lists: [...ios306E.showIpSsh.lists, ['kex', 'KEX Algorithms']] },
};

/**
 * 16.6: `show version` of a 3850 with 16.6.8 and of a WS-C3650-48PD with 16.6.9, and the running-config of a
 * WS-C3650-24TS (show-running-config-line-part--qytang-3650--1), all found in public. unrecorded as for 16.3.
 */
export const ios1606: Release = {
  ...ios1603,
  name: '16.6',
  version: '16.6.8',
  showVersion: {
    ...ios1603.showVersion,
    productLine: (version) => `Cisco IOS XE Software, Version ${paddedVersion(version)}`,
    headline: softwareLine('Everest'),
    softwareTag: 'fc3',
    compiled: 'Thu 23-Apr-20 17:22 by mcpre',
    copyrightYears: '1986-2020',
    noticeYear: '2020',
    bootLoader: 'CAT3K_CAA Boot Loader (CAT3K_CAA-HBOOT-M) Version 3.56',
  },
  configuration: { ...ios1603.configuration, version: '16.6' },
};

/**
 * 16.12: `show version` of a WS-C3650-48PD with 16.12.7, found in public; `show ip ssh` and running-config of a
 * 3850 with 16.12.3a (the rikosintie files), whose users have secrets of type 9. `login on-success
 * log` as in a configuration of a 3850 that does not tell its number. unrecorded: `show ip ssh` with nothing
 * configured, and the question for the modulus.
 */
export const ios1612: Release = {
  ...ios1606,
  name: '16.12',
  version: '16.12.7',
  showVersion: {
    ...ios1606.showVersion,
    headline: softwareLine('Gibraltar'),
    softwareTag: 'fc2',
    compiled: 'Wed 02-Feb-22 07:28 by mcpre',
    copyrightYears: '1986-2022',
    noticeYear: '2022',
    bootLoader: 'CAT3K_CAA Boot Loader (CAT3K_CAA-HBOOT-M) Version 4.66',
    powerFailure: 'Power Failure or Unknown',
    licence: smartLicence(
      [
        ['ipbasek9', 'Smart License'],
        ['None', 'Subscription Smart License'],
      ],
      'UNREGISTERED/EVAL MODE',
    ),
    otherMemory: ['0K bytes of WebUI ODM Files at webui:.'],
    tableVersion: paddedVersion,
  },
  configuration: {
    ...ios1606.configuration,
    version: '16.12',
    defaults: ['login on-success log', ...ios1606.configuration.defaults],
    secretType: 9,
  },
};
