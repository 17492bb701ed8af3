import { catalyst3650 } from '../hardware.ts';
import type { Release } from '../release.ts';
import { layoutOf3 } from './layouts.ts';

const sshOf15 = {
  versions: [1, 2],
  smallestSsh2Modulus: 768,
  defaultDhMinBits: 1024,
  // unrecorded: the guide (page 21) names the groups of 2048 and 4096 bits, IOS 15.x accepts these three.
  dhMinSizes: [1024, 2048, 4096],
  // unrecorded: guide page 21 bounds Diffie-Hellman, and not one of its key exchanges.
  dhMinBoundsNamedGroups: true,
} as const satisfies Partial<Release['ssh']>;

const authentication = ['publickey', 'keyboard-interactive', 'password'];

/**
 * The guide's release. `show version` after the nearest transcripts of a 3650 (show-version--utah-3650--2; the
 * name of the train stands where a device has a number), algorithms after the guide (pages 21, 31 and 38) and the
 * offers of 12.2-15.1 in FINDINGS section 8. unrecorded: `show ip ssh`, which is that of 15.0 and 15.1
 * (show-ip-ssh--sshkey-blog-2013--1); the day of its compilation.
 */
export const ios303SE: Release = {
  name: '03.03SE',
  version: '03.03SE',
  hardware: catalyst3650,
  showVersion: {
    headline: ({ version, showVersion: { image, softwareTag } }) =>
      `Cisco IOS Software, IOS-XE Software, Catalyst L3 Switch Software (${image}), Version ${version} RELEASE SOFTWARE (${softwareTag})`,
    image: 'CAT3K_CAA-UNIVERSALK9-M',
    softwareTag: 'fc1',
    compiled: 'Thu 26-Sep-13 02:39 by prod_rel_team',
    copyrightYears: '1986-2013',
    noticeYear: '2013',
    blankLines: 3,
    bootLoader: 'CAT3K_CAA Boot Loader (CAT3K_CAA-HBOOT-M) Version 1.18',
    systemImageFile: 'flash:packages.conf',
    powerFailure: 'Power Failure',
    licence: ['License Level: Ipbase', 'License Type: Permanent', 'Next reload license Level: Ipbase', ''],
    processorMemory: ({ memory }) => `with ${memory}K bytes of physical memory`,
    otherMemory: ['0K bytes of Dummy USB Flash at usbflash0:.', '0K bytes of  at webui:.'],
    afterSerialNumber: [],
    tableVersion: (version) => version,
    tableImage: 'cat3k_caa-universalk9',
  },
  configuration: {
    version: '15.0',
    layout: layoutOf3,
    domainName: 'ip domain-name',
    domainLookup: 'ip domain-lookup',
    spanningTree: 'pvst',
    factoryServices: [
      'no service pad',
      'service timestamps debug datetime msec',
      'service timestamps log datetime msec',
      'no service password-encryption',
      'service compress-config',
    ],
    defaults: [],
    unshown: [],
    secretType: 5,
    secretTypes: [5],
  },
  keys: {
    // Real ones begin at 360; no current OpenSSL makes so short a key.
    smallest: 512,
    largest: 4096,
    offered: 512,
    showsSize: false,
    // show-running-config-self-signed-pki-part--utah-3650--1
    selfSigned: { bits: 1024, notAfter: () => new Date('2020-01-01T00:00:00Z') },
  },
  ssh: {
    ...sshOf15,
    defaults: {
      authentication,
      publickey: ['ssh-rsa'],
      hostkey: ['ssh-rsa'],
      encryption: [
        'aes128-ctr',
        'aes192-ctr',
        'aes256-ctr',
        'aes128-cbc',
        '3des-cbc',
        'aes192-cbc',
        'aes256-cbc',
      ],
      mac: ['hmac-sha1', 'hmac-sha1-96', 'hmac-md5', 'hmac-md5-96'],
      kex: [
        'diffie-hellman-group-exchange-sha1',
        'diffie-hellman-group14-sha1',
        'diffie-hellman-group1-sha1',
      ],
    },
    configurable: {},
  },
  showIpSsh: {
    lists: [],
    // In this form on a screen only in hand-written texts (FINDINGS section 1).
    missingKey: '%Please create RSA keys to enable SSH (and of atleast 768 bits for SSH v2).',
    keyName: false,
    keySize: false,
    curveKeys: false,
    keyPadded: false,
  },
};

/** unrecorded, all of it, number and day included: taken for 3.3SE. A 3650 came out with 3.3SE only; 3.2SE is that of the 3850. */
export const ios302SE: Release = {
  ...ios303SE,
  name: '03.02SE',
  version: '03.02.03SE',
  showVersion: {
    ...ios303SE.showVersion,
    compiled: 'Tue 30-Jul-13 11:34 by prod_rel_team',
  },
};

/**
 * 15.2(2)E: show-version--utah-3650--2 and --bruber-3650--1; `show ip ssh` and algorithms of 15.2E,
 * show-ip-ssh--muninn-issue-1048--1, --switch-demo-key--1 and --oxidized-2564--1 (XE 3.16). unrecorded: `show ip
 * ssh` of a 3650 or 3850; the key exchanges offered, which no release before 15.7 shows, and whether
 * `ip ssh server algorithm` is there already.
 */
export const ios306E: Release = {
  ...ios303SE,
  name: '03.06E',
  version: '03.06.05E',
  showVersion: {
    ...ios303SE.showVersion,
    softwareTag: 'fc2',
    compiled: 'Thu 02-Jun-16 09:03 by prod_rel_team',
    copyrightYears: '1986-2016',
    noticeYear: '2015',
  },
  configuration: { ...ios303SE.configuration, version: '15.2' },
  ssh: {
    ...sshOf15,
    defaults: {
      authentication,
      publickey: ['x509v3-ssh-rsa', 'ssh-rsa'],
      hostkey: ['x509v3-ssh-rsa', 'ssh-rsa'],
      encryption: [
        'aes128-ctr',
        'aes192-ctr',
        'aes256-ctr',
        'aes128-cbc',
        '3des-cbc',
        'aes192-cbc',
        'aes256-cbc',
      ],
      mac: ['hmac-sha1', 'hmac-sha1-96'],
      kex: [
        'diffie-hellman-group-exchange-sha1',
        'diffie-hellman-group14-sha1',
        'diffie-hellman-group1-sha1',
      ],
    },
    configurable: {
      authentication: ['publickey', 'keyboard', 'password'],
      publickey: ['x509v3-ssh-rsa', 'ssh-rsa'],
      hostkey: ['x509v3-ssh-rsa', 'ssh-rsa'],
      encryption: [
        '3des-cbc',
        'aes128-cbc',
        'aes128-ctr',
        'aes192-cbc',
        'aes192-ctr',
        'aes256-cbc',
        'aes256-ctr',
      ],
      mac: ['hmac-sha1', 'hmac-sha1-96'],
    },
  },
  showIpSsh: {
    ...ios303SE.showIpSsh,
    lists: [
      ['authentication', 'Authentication methods'],
      ['publickey', 'Authentication Publickey Algorithms'],
      ['hostkey', 'Hostkey Algorithms'],
      ['encryption', 'Encryption Algorithms'],
      ['mac', 'MAC Algorithms'],
    ],
    keyName: true,
  },
};

/** 15.2(3)E: show-version--utah-3850--1; of SSH nothing is recorded that would set it apart from 3.6E. */
export const ios307E: Release = {
  ...ios306E,
  name: '03.07E',
  version: '03.07.04E',
  showVersion: {
    ...ios306E.showVersion,
    softwareTag: 'fc1',
    compiled: 'Thu 19-May-16 11:48 by prod_rel_team',
    bootLoader: 'CAT3K_CAA Boot Loader (CAT3K_CAA-HBOOT-M) Version 3.58',
  },
};
