import { internals, type KexInitDirection } from './internals.ts';
import type { KexInitLists } from './messages.ts';

/** The name lists that one side sends; the same for both directions, unless those to the client are given. */
export interface Offer {
  readonly kex: readonly string[];
  readonly hostKey: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
  readonly compression: readonly string[];
  readonly ciphersToClient?: readonly string[];
  readonly macsToClient?: readonly string[];
}

/** An offer in ssh2's form: sent as it is, without the kex-strict and ext-info marks that ssh2 adds by itself. */
export function exactKexInit(offer: Offer): object {
  const toServer: KexInitDirection = {
    cipher: offer.ciphers,
    mac: offer.macs,
    compress: offer.compression,
    lang: [],
  };
  const { cipherToClient, macToClient } = listsOf(offer);
  const { KexInit } = internals();
  return new KexInit({
    kex: offer.kex,
    serverHostKey: offer.hostKey,
    cs: toServer,
    sc: { ...toServer, cipher: cipherToClient, mac: macToClient },
  });
}

export interface Mismatch {
  readonly what: 'kex algorithm' | 'hostkey algorithm' | 'cipher' | 'mac' | 'compression';
  readonly client: readonly string[];
  readonly server: readonly string[];
}

/** The first list in which client and server have nothing in common, in the order of RFC 4253 section 7.1. */
export function findMismatch(client: KexInitLists, server: KexInitLists): Mismatch | undefined {
  const pairs: [Mismatch['what'], keyof KexInitLists][] = [
    ['kex algorithm', 'kex'],
    ['hostkey algorithm', 'hostKey'],
    ['cipher', 'cipherToServer'],
    ['cipher', 'cipherToClient'],
    ['mac', 'macToServer'],
    ['mac', 'macToClient'],
    ['compression', 'compressionToServer'],
    ['compression', 'compressionToClient'],
  ];
  for (const [what, list] of pairs) {
    if (!client[list].some((name) => server[list].includes(name))) {
      return { what, client: client[list], server: server[list] };
    }
  }
  return undefined;
}

export function listsOf(offer: Offer): KexInitLists {
  return {
    kex: offer.kex,
    hostKey: offer.hostKey,
    cipherToServer: offer.ciphers,
    cipherToClient: offer.ciphersToClient ?? offer.ciphers,
    macToServer: offer.macs,
    macToClient: offer.macsToClient ?? offer.macs,
    compressionToServer: offer.compression,
    compressionToClient: offer.compression,
  };
}
