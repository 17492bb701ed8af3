import type { SshLoginArgs } from '../../bench/ssh-client.ts';
import type { Offer } from '../../protocols/ssh2/offer.ts';

/** What the guide's release knows, in the order of the guide's lists (the guide, "Supported ... Algorithms"). */
const guideOffer = {
  kex: ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
  hostKey: ['ssh-rsa'],
  cipher: ['aes128-ctr', 'aes192-ctr', 'aes256-ctr', 'aes128-cbc', 'aes192-cbc', 'aes256-cbc', '3des-cbc'],
  mac: ['hmac-md5', 'hmac-md5-96', 'hmac-sha1', 'hmac-sha1-96'],
} as const;

type List = keyof typeof guideOffer;

/** What ssh2 can do besides, that a later release may ask for. */
const laterAlgorithms: Readonly<Record<List, readonly string[]>> = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group14-sha256',
    'diffie-hellman-group16-sha512',
  ],
  hostKey: ['rsa-sha2-512', 'rsa-sha2-256'],
  cipher: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'],
  mac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
};

/** What the DUT's profile claims that its server offers. */
export type ClaimedAlgorithms = { readonly [Name in List | 'publicKey']?: readonly string[] };

export const defaultGroupSizes = { min: 1024, preferred: 2048, max: 4096 };

/** What a suite asks for; else what the guide lists, and behind it what only the DUT's release has. */
export function offerFor(asked: SshLoginArgs['algorithms'] = {}, claimed: ClaimedAlgorithms = {}): Offer {
  const all = (list: List): readonly string[] => [
    ...guideOffer[list],
    ...(claimed[list] ?? []).filter((name) => laterAlgorithms[list].includes(name)),
  ];
  const cipher = asked.cipher ?? all('cipher');
  const mac = asked.mac ?? all('mac');
  return {
    kex: asked.kex ?? all('kex'),
    hostKey: asked.hostKey ?? all('hostKey'),
    ciphers: asked.cipherOut ?? cipher,
    macs: asked.macOut ?? mac,
    ciphersToClient: asked.cipherIn ?? cipher,
    macsToClient: asked.macIn ?? mac,
    compression: asked.compression ?? ['none'],
  };
}
