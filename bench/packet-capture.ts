import type { Endpoint } from './endpoint.ts';

/** One TCP connection of the bench's clients, or of the DUT's to the bench's SSH servers, as it was on the wire. */
export type CapturedStream = {
  /** As the DUT knows them. */
  readonly client: Endpoint;
  readonly server: Endpoint;
  /** Milliseconds on the bench's clock. */
  readonly openedAt: number;
  readonly closedAt?: number;
  /** Payload bytes: `sent` by the client, whichever side that is. */
  readonly sent: number;
  readonly received: number;
  /** Which of the texts looked for its payload holds, in either direction. */
  readonly found: readonly string[];
};

export type CaptureObservation = { readonly kind: 'capture'; readonly streams: readonly CapturedStream[] };

/** Sees the TCP payload of the bench's own connections with the DUT, before anything decrypts it. */
export type PacketCaptureContract = {
  /** Connections that are opened from now on are captured; one capture at a time. */
  begin: { args: null; observation: { readonly kind: 'capture-begun' } };
  /** Ends it, and says of each captured connection which of the texts its payload holds. */
  end: { args: { readonly texts: readonly string[] }; observation: CaptureObservation };
};
