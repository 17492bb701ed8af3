import type { Client } from 'ssh2';
import { protocolOf } from './internals.ts';

/** How the next request with a public key is to look on the wire (RFC 4252 section 7). */
export interface PublicKeyRequest {
  readonly algorithm: string;
  /** Whether a request without a signature goes out first. */
  readonly asks: boolean;
  /** The signature over session identifier (as a string) and request. */
  readonly sign: (data: Buffer) => Buffer;
}

/**
 * Makes the publickey requests of an ssh2 client what they are asked to be: by itself it asks always first, and
 * chooses the algorithm. To be called in the same tick as `connect()`.
 */
export function steerPublicKeyLogin(client: Client, request: () => PublicKeyRequest): void {
  const protocol = protocolOf(client);
  const authPK = protocol.authPK.bind(protocol);
  protocol.authPK = (username, key, _algorithm, answered) => {
    const { algorithm, asks, sign } = request();
    if (asks && answered === undefined) authPK(username, key, algorithm);
    else authPK(username, key, algorithm, (data, done) => done(sign(data)));
  };
}
