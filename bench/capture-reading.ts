import { z } from 'zod';
import type { CapturedStream, CaptureObservation } from './packet-capture.ts';

/**
 * What a capture saw, as the lines of JSON on its tape `packet-capture`, and the payload of its connections on
 * tapes of their own: `packet-capture/1/sent`, `packet-capture/1/received`.
 */

const endpoint = z.object({ address: z.string(), port: z.int() });

const fact = z.discriminatedUnion('fact', [
  z.object({
    fact: z.literal('opened'),
    connection: z.int(),
    at: z.number(),
    client: endpoint,
    server: endpoint,
  }),
  z.object({ fact: z.literal('closed'), connection: z.int(), at: z.number() }),
  /** Stands last, so that a capture without connections has something to show. */
  z.object({ fact: z.literal('ended'), connections: z.int() }),
]);

export type CaptureFact = z.infer<typeof fact>;

export const captureTape = 'packet-capture';

export function payloadTape(connection: number, direction: 'sent' | 'received'): string {
  return `${captureTape}/${connection}/${direction}`;
}

/** `payload` gives what stands on a tape (latin-1), empty where nothing does. */
export function readCapture(
  facts: string,
  payload: (tape: string) => string,
  texts: readonly string[],
): CaptureObservation {
  const streams = new Map<number, CapturedStream>();
  for (const line of facts.split('\n')) {
    if (line === '') continue;
    const seen = fact.parse(JSON.parse(line));
    if (seen.fact === 'opened') {
      const sent = payload(payloadTape(seen.connection, 'sent'));
      const received = payload(payloadTape(seen.connection, 'received'));
      streams.set(seen.connection, {
        client: seen.client,
        server: seen.server,
        openedAt: seen.at,
        sent: sent.length,
        received: received.length,
        found: texts.filter((text) => sent.includes(text) || received.includes(text)),
      });
    } else if (seen.fact === 'closed') {
      const stream = streams.get(seen.connection);
      if (stream) streams.set(seen.connection, { ...stream, closedAt: seen.at });
    }
  }
  return { kind: 'capture', streams: [...streams.values()] };
}
