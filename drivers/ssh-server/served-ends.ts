import type { Socket } from 'node:net';
import type { Endpoint } from '../../bench/endpoint.ts';
import { type WatchConnection, watchPayload } from '../ssh/packet-capture.ts';

export interface ConnectionNames {
  /** The server as the DUT types it. */
  readonly service: Endpoint;
  readonly nameOf: (real: string) => string;
}

/** The ends of a connection that came, as the DUT knows them. */
export function endpointsOf(
  socket: Socket,
  { service, nameOf }: ConnectionNames,
): { readonly client: Endpoint; readonly server: Endpoint } {
  const address = nameOf(socket.remoteAddress ?? '0.0.0.0');
  return { client: { address, port: socket.remotePort ?? 0 }, server: service };
}

/** Lets a running capture see the payload; what the client sends is `sent` here too. */
export function watchServed(
  socket: Socket,
  { client, server }: { readonly client: Endpoint; readonly server: Endpoint },
  watch: WatchConnection | undefined,
): void {
  const seen = watch?.(client, server);
  if (seen === undefined) return;
  watchPayload(socket, {
    sent: (bytes) => seen.received(bytes),
    received: (bytes) => seen.sent(bytes),
    closed: () => seen.closed(),
  });
}
