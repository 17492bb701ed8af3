import { catalyst9300 } from '../hardware.ts';
import type { Release } from '../release.ts';
import { ios1612, smartLicence, softwareLine } from './ios-xe-16.ts';

/** Of the trains from 17.11 on; those after 17.12 are told by `IOSXE`. */
const codeName = (version: string) => (/^17\.1[12]\./.test(version) ? 'Dublin' : 'IOSXE');

const authenticationKeys = [
  'ssh-rsa', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'ssh-ed25519',
  'x509v3-ecdsa-sha2-nistp256', 'x509v3-ecdsa-sha2-nistp384', 'x509v3-ecdsa-sha2-nistp521', 'rsa-sha2-256',
  'rsa-sha2-512', 'x509v3-rsa2048-sha256',
]; // prettier-ignore
const hostKeys = [
  'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa',
]; // prettier-ignore
const ciphers = [
  'chacha20-poly1305@openssh.com', 'aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'aes128-gcm', 'aes256-gcm',
  'aes128-ctr', 'aes192-ctr', 'aes256-ctr',
]; // prettier-ignore
const macs = ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com'];
const kexes = [
  'curve25519-sha256', 'curve25519-sha256@libssh.org', 'ecdh-sha2-nistp256', 'ecdh-sha2-nistp384',
  'ecdh-sha2-nistp521', 'diffie-hellman-group14-sha256', 'diffie-hellman-group16-sha512',
]; // prettier-ignore

/**
 * 17.11 to 17.15 on a C9300, which has no SSH-1 and no RSA key below 2048 bits: the iol17-lab files for SSH and
 * its commands, show-version--muninn--3 (17.6) for `show version`, the running-config of C9300 with 17.6 and 17.9
 * found in public for the rest, show-crypto-key-mypubkey-all--muninn-issue-1174--1 for keys. No log tells of short
 * keys, as none can be made. unrecorded: `show ip ssh` of a C9300; the day on which 17.12.4 was
 * compiled, its tag and boot loader; the line number of its first vty
 * (show-users--genieparser--2 has 1, of a box that is not named); ranges of `ip ssh dh min size` and of
 * `ip ssh bulk-mode`; keys of elliptic curves cannot be made here.
 */
export const ios17: Release = {
  ...ios1612,
  name: '17.x',
  version: '17.12.4',
  hardware: catalyst9300,
  showVersion: {
    ...ios1612.showVersion,
    headline: (release) => softwareLine(codeName(release.version))(release),
    image: 'CAT9K_IOSXE',
    softwareTag: 'fc3',
    compiled: 'Tue 23-Jul-24 09:40 by mcpre',
    copyrightYears: '1986-2024',
    noticeYear: '2024',
    bootLoader: 'System Bootstrap, Version 17.12.1r',
    licence: smartLicence(
      [
        ['network-advantage', 'Smart License'],
        ['dna-advantage', 'Subscription Smart License'],
      ],
      'Smart Licensing Using Policy',
    ),
    processorMemory: ({ iosMemory }) => `with ${iosMemory} bytes of memory`,
    otherMemory: [],
    afterSerialNumber: ['CLEI Code Number                   : '],
    tableImage: 'CAT9K_IOSXE',
  },
  configuration: {
    ...ios1612.configuration,
    version: '17.12',
    factoryServices: [
      'service timestamps debug datetime msec',
      'service timestamps log datetime msec',
      'service call-home',
    ],
    defaults: [
      'license boot level network-advantage addon dna-advantage',
      'memory free low-watermark processor 131040',
      ...ios1612.configuration.defaults,
      'platform punt-keepalive disable-kernel-core',
      'ip ssh bulk-mode 131072',
    ],
    // With one version left, naming it is the default.
    unshown: [...ios1612.configuration.unshown, 'no service pad', 'ip ssh version 2'],
  },
  keys: {
    smallest: 2048,
    largest: 4096,
    offered: 2048,
    showsSize: true,
    // Ten years, in the certificate of a C9300 with 17.9.
    selfSigned: { bits: 2048, notAfter: tenYearsAfter },
  },
  ssh: {
    versions: [2],
    smallestSsh2Modulus: 2048,
    defaultDhMinBits: 2048,
    dhMinSizes: [2048, 4096],
    dhMinBoundsNamedGroups: ios1612.ssh.dhMinBoundsNamedGroups,
    defaults: {
      authentication: ios1612.ssh.defaults.authentication,
      publickey: authenticationKeys,
      hostkey: hostKeys,
      encryption: ciphers,
      mac: macs,
      kex: kexes,
    },
    configurable: {
      ...ios1612.ssh.configurable,
      publickey: authenticationKeys,
      hostkey: hostKeys,
      encryption: [...ciphers, '3des-cbc', 'aes128-cbc', 'aes192-cbc', 'aes256-cbc'],
      mac: [...macs, 'hmac-sha2-256', 'hmac-sha2-512', 'hmac-sha1', 'hmac-sha1-96'],
      kex: [...kexes, 'diffie-hellman-group14-sha1'],
    },
  },
  showIpSsh: {
    ...ios1612.showIpSsh,
    missingKey:
      '%Please create EC or RSA keys to enable SSH (and of atleast 2048 bits for SSH v2 in case of RSA).',
    keySize: true,
    curveKeys: true,
    keyPadded: true,
  },
};

function tenYearsAfter(begin: Date): Date {
  const end = new Date(begin);
  end.setUTCFullYear(end.getUTCFullYear() + 10);
  return end;
}
