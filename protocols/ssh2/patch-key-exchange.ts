import { asKeyExchange, type KeyExchange, type Protocol } from './internals.ts';

/** Calls back for each key exchange that a protocol begins, and keeps RFC 8308 extension info out of it. */
export function onKeyExchange(protocol: Protocol, listener: (kex: KeyExchange) => void): void {
  let kex = protocol._kex;
  Object.defineProperty(protocol, '_kex', {
    get: () => kex,
    set: (next: unknown) => {
      kex = next === undefined ? undefined : asKeyExchange(next);
      if (kex === undefined) return;
      Object.defineProperty(kex, 'remoteExtInfoEnabled', { get: () => false, set: () => undefined });
      listener(kex);
    },
  });
}
