import type { SshLoginArgs } from '../../bench/ssh-client.ts';
import type { Offer } from '../../protocols/ssh2/offer.ts';

/** What the guide's release knows, in the order of the guide's lists (the guide, "Supported ... Algorithms"). */
const guideOffer: Offer = {
  kex: ['diffie-hellman-group-exchange-sha1', 'diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
  hostKey: ['ssh-rsa'],
  ciphers: ['aes128-ctr', 'aes192-ctr', 'aes256-ctr', 'aes128-cbc', 'aes192-cbc', 'aes256-cbc', '3des-cbc'],
  macs: ['hmac-md5', 'hmac-md5-96', 'hmac-sha1', 'hmac-sha1-96'],
  compression: ['none'],
};

export const defaultGroupSizes = { min: 1024, preferred: 2048, max: 4096 };

export function offerFor(asked: SshLoginArgs['algorithms'] = {}): Offer {
  return {
    kex: asked.kex ?? guideOffer.kex,
    hostKey: asked.hostKey ?? guideOffer.hostKey,
    ciphers: asked.cipherOut ?? asked.cipher ?? guideOffer.ciphers,
    macs: asked.macOut ?? asked.mac ?? guideOffer.macs,
    ciphersToClient: asked.cipherIn ?? asked.cipher ?? guideOffer.ciphers,
    macsToClient: asked.macIn ?? asked.mac ?? guideOffer.macs,
    compression: asked.compression ?? guideOffer.compression,
  };
}
