import { z } from 'zod';
import { endpointSchema } from './endpoint.ts';
import { factLine, factsIn } from './fact-line.ts';
import { radiusDoors, type RadiusExchange, type RadiusExchangesObservation } from './radius-server.ts';

/** What the RADIUS server saw, as the lines of JSON on its tape, and what is read from them again. */

const exchange = z.object({
  at: z.number(),
  door: z.enum(radiusDoors),
  client: endpointSchema,
  kind: z.enum(['access', 'accounting', 'unreadable']),
  detail: z.string().exactOptional(),
  identifier: z.int().exactOptional(),
  again: z.boolean(),
  user: z.string().exactOptional(),
  password: z.enum(['right', 'wrong', 'blank', 'absent']).exactOptional(),
  messageAuthenticator: z.enum(['right', 'wrong', 'absent']).exactOptional(),
  serviceType: z.int().exactOptional(),
  nasAddress: z.string().exactOptional(),
  callingStation: z.string().exactOptional(),
  nasPortId: z.string().exactOptional(),
  record: z.enum(['start', 'stop', 'interim']).exactOptional(),
  answer: z.enum(['accept', 'reject', 'challenge', 'accounted']).exactOptional(),
  challenge: z.object({ text: z.string(), echo: z.boolean() }).exactOptional(),
});

const fact = z.discriminatedUnion('fact', [
  z.object({ fact: z.literal('exchange'), exchange }),
  /** Somebody asked, and this is all that there was. So that even no exchange has something to show. */
  z.object({ fact: z.literal('looked'), at: z.number() }),
]);

export function writeRadiusExchange(seen: RadiusExchange): string {
  return factLine({ fact: 'exchange', exchange: seen });
}

export function writeRadiusLook(at: number): string {
  return factLine({ fact: 'looked', at });
}

/** All exchanges in a recording. */
export function readRadiusExchanges(text: string): RadiusExchangesObservation {
  const facts = factsIn(text, (json) => fact.parse(json));
  return {
    kind: 'radius-exchanges',
    exchanges: facts.flatMap((each) => (each.fact === 'exchange' ? [each.exchange] : [])),
  };
}
