import type { Endpoint } from './endpoint.ts';
import type { SshEnd } from './ssh-client.ts';

export type SshRawArgs = {
  /** Written one after the other, each character a byte (latin-1). */
  readonly pieces: readonly string[];
  /** Sent before the server's identification string has come; by default after it. */
  readonly early?: true;
  /** Sends nothing more and resets the connection (TCP RST) after the last piece. */
  readonly reset?: true;
  /** Longest wait for the server to end the connection, in milliseconds of the bench's clock; then we end it. */
  readonly limit: number;
};

/** A connection on which something else than SSH was said. */
export type SshRawObservation = {
  readonly kind: 'ssh-raw';
  readonly connection?: { readonly client: Endpoint; readonly server: Endpoint };
  /** All that came, each byte a character (latin-1); the identification string stands in it. */
  readonly received: string;
  /** `by: 'us'` where the server had not ended it within the limit. */
  readonly end: SshEnd;
  /** From the last piece to the end, in milliseconds of the bench's clock. */
  readonly milliseconds: number;
  readonly detail?: string;
};

/** What came of a UDP datagram. */
export type UdpProbeObservation = {
  readonly kind: 'udp-probe';
  /** `unreachable`: ICMP said so. */
  readonly answer: 'datagram' | 'unreachable' | 'none';
};
