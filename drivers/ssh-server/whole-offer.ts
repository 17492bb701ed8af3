import type { SshServerArgs } from '../../bench/ssh-server-host.ts';
import type { Offer } from '../../protocols/ssh2/offer.ts';

/**
 * All that the guide names, in the order of its lists (the guide, "Supported ... Algorithms"), and behind it what later
 * releases and other clients ask for. In an exchange the client's order decides.
 */
const known = {
  kex: [
    'diffie-hellman-group-exchange-sha1',
    'diffie-hellman-group14-sha1',
    'diffie-hellman-group1-sha1',
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group14-sha256',
    'diffie-hellman-group16-sha512',
  ],
  hostKey: ['ssh-rsa', 'rsa-sha2-256', 'rsa-sha2-512'],
  cipher: [
    'aes128-ctr',
    'aes192-ctr',
    'aes256-ctr',
    'aes128-cbc',
    'aes192-cbc',
    'aes256-cbc',
    '3des-cbc',
    'aes128-gcm@openssh.com',
    'aes256-gcm@openssh.com',
  ],
  mac: [
    'hmac-md5',
    'hmac-md5-96',
    'hmac-sha1',
    'hmac-sha1-96',
    'hmac-sha2-256',
    'hmac-sha2-512',
    'hmac-sha2-256-etm@openssh.com',
    'hmac-sha2-512-etm@openssh.com',
  ],
} as const;

export function wholeOffer(asked: SshServerArgs['algorithms'] = {}): Offer {
  return {
    kex: asked.kex ?? known.kex,
    hostKey: asked.hostKey ?? known.hostKey,
    ciphers: asked.cipher ?? known.cipher,
    macs: asked.mac ?? known.mac,
    compression: asked.compression ?? ['none'],
  };
}
