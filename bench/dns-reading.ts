import { decode, RECURSION_DESIRED } from 'dns-packet';
import { z } from 'zod';
import type { DnsQueriesObservation, DnsQuery } from './dns-server.ts';
import { endpointSchema } from './endpoint.ts';
import { factLine, factsIn } from './fact-line.ts';

/**
 * What the DNS server saw, as the lines of JSON that it puts on its tape, and what is read from them again: who asked for
 * what is read from the raw message, so that the auditor can make it anew from the journal alone.
 */

const answers = z.enum(['addresses', 'no-data', 'nxdomain', 'servfail', 'refused', 'silence']);

const fact = z.discriminatedUnion('fact', [
  z.object({
    fact: z.literal('message'),
    at: z.number(),
    client: endpointSchema,
    transport: z.enum(['udp', 'tcp']),
    /** Hex. */
    raw: z.string(),
    /** What was said; absent where the message is no query. */
    answer: answers.optional(),
  }),
  /** Somebody asked, and this is all that there was. So that even no query has something to show. */
  z.object({ fact: z.literal('looked'), at: z.number() }),
  /** Messages that were counted and not kept. */
  z.object({ fact: z.literal('lost'), count: z.int().positive() }),
]);

export type DnsFact = z.infer<typeof fact>;
export type DnsAnswer = z.infer<typeof answers>;

export function writeDnsFact(seen: DnsFact): string {
  return factLine(seen);
}

/** All messages in a recording. */
export function readDnsQueries(text: string): DnsQueriesObservation {
  const queries: DnsQuery[] = [];
  let lost = 0;
  for (const each of factsIn(text, (json) => fact.parse(json))) {
    if (each.fact === 'lost') lost += each.count;
    else if (each.fact === 'message') {
      const { at, client, transport, raw, answer } = each;
      const read = readDnsMessage(Buffer.from(raw, 'hex'));
      if ('malformed' in read) queries.push({ at, client, transport, raw, malformed: read.malformed });
      else {
        const { name, type, recursionDesired } = read;
        const said = answer === undefined ? {} : { answer };
        queries.push({ at, client, transport, raw, name, type, recursionDesired, ...said });
      }
    }
  }
  return { kind: 'dns-queries', queries, lost };
}

export type DnsMessage =
  | { readonly malformed: string }
  | {
      readonly id: number;
      /** As it was asked for. */
      readonly asked: string;
      /** In lower case. */
      readonly name: string;
      readonly type: string;
      readonly class: string;
      readonly recursionDesired: boolean;
    };

/** The first question of a query, or why the bytes are none. */
export function readDnsMessage(bytes: Buffer): DnsMessage {
  let packet: ReturnType<typeof decode>;
  try {
    packet = decode(bytes);
  } catch (error) {
    return { malformed: `it cannot be decoded: ${(error as Error).message}` };
  }
  if (packet.type !== 'query') return { malformed: 'it is a response' };
  const [question] = packet.questions ?? [];
  if (question === undefined) return { malformed: 'it asks nothing' };
  return {
    id: packet.id ?? 0,
    asked: question.name,
    name: question.name.toLowerCase(),
    type: question.type,
    class: question.class ?? 'IN',
    recursionDesired: ((packet.flags ?? 0) & RECURSION_DESIRED) !== 0,
  };
}
