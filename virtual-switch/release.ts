/** What a software release of the switch prints, offers and accepts. */
export interface Release {
  readonly name: string;
  /** The `version` line of running-config. */
  readonly configVersion: string;
  readonly image: string;
  readonly systemImageFile: string;
  readonly compiled: string;
  readonly copyrightYears: string;
  readonly softwareTag: string;
  readonly rsaModulus: { readonly smallest: number; readonly largest: number; readonly offered: number };
  /** Bits below which a key serves SSH version 1 only (guide page 20). */
  readonly smallestSsh2Modulus: number;
  readonly ssh: {
    readonly defaultDhMinBits: number;
    readonly kex: readonly string[];
    readonly hostKeyAlgorithms: readonly string[];
    readonly ciphers: readonly string[];
    readonly macs: readonly string[];
  };
}

/**
 * The guide's release. `show version` after the nearest transcripts of a 3650 (show-version--utah-3650--2),
 * algorithms after the guide (pages 21, 31 and 38) and the offers of 12.2-15.1 in FINDINGS section 8.
 */
const ios033SE: Release = {
  name: '03.03SE',
  configVersion: '15.0',
  image: 'CAT3K_CAA-UNIVERSALK9-M',
  systemImageFile: 'flash:packages.conf',
  compiled: 'Thu 26-Sep-13 02:39 by prod_rel_team',
  copyrightYears: '1986-2013',
  softwareTag: 'fc1',
  // Real ones begin at 360; no current OpenSSL makes so short a key.
  rsaModulus: { smallest: 512, largest: 4096, offered: 512 },
  smallestSsh2Modulus: 768,
  ssh: {
    defaultDhMinBits: 1024,
    kex: ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
    hostKeyAlgorithms: ['ssh-rsa'],
    ciphers: ['aes128-ctr', 'aes192-ctr', 'aes256-ctr', 'aes128-cbc', '3des-cbc', 'aes192-cbc', 'aes256-cbc'],
    macs: ['hmac-sha1', 'hmac-sha1-96', 'hmac-md5', 'hmac-md5-96'],
  },
};

export const releases: ReadonlyMap<string, Release> = new Map([[ios033SE.name, ios033SE]]);
export const defaultRelease = ios033SE.name;
