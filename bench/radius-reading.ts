import { z } from 'zod';
import { answerSchema, lookedFact, lostFact, storedFact } from './aaa-facts.ts';
import { endpointSchema } from './endpoint.ts';
import { factLine, factsIn } from './fact-line.ts';
import {
  radiusDoors,
  radiusFaults,
  type RadiusRequest,
  type RadiusRequestsObservation,
  type RadiusUntil,
} from './radius-server.ts';

/** What the RADIUS server saw, as the lines of JSON that it puts on its tape; passwords were judged before. */

const request = z.object({
  at: z.number(),
  door: z.literal(radiusDoors),
  port: z.int(),
  client: endpointSchema,
  kind: z.enum(['access', 'accounting', 'other']),
  malformed: z.string().exactOptional(),
  identifier: z.int().exactOptional(),
  repeated: z.boolean().exactOptional(),
  user: z.string().exactOptional(),
  password: answerSchema.exactOptional(),
  messageAuthenticator: z.enum(['right', 'wrong', 'absent']).exactOptional(),
  authenticator: z.enum(['right', 'wrong']).exactOptional(),
  nasAddress: z.string().exactOptional(),
  nasPort: z.int().exactOptional(),
  nasPortId: z.string().exactOptional(),
  nasPortType: z.string().exactOptional(),
  serviceType: z.string().exactOptional(),
  callingStation: z.string().exactOptional(),
  state: z.boolean().exactOptional(),
  avPairs: z.array(z.string()).readonly().exactOptional(),
  record: z.enum(['start', 'stop', 'interim', 'on', 'off', 'other']).exactOptional(),
});

const fact = z.discriminatedUnion('fact', [
  z.object({ fact: z.literal('request'), number: z.int(), request }),
  /** What was said to the request of that number. */
  z.object({
    fact: z.literal('reply'),
    number: z.int(),
    reply: z.object({
      code: z.enum(['accept', 'reject', 'challenge', 'accounting-response']),
      message: z.string(),
      echo: z.boolean().exactOptional(),
      avPairs: z.array(z.string()).readonly(),
    }),
  }),
  z.object({ fact: z.literal('misbehaved'), number: z.int(), how: z.enum(radiusFaults) }),
  storedFact,
  lookedFact,
  lostFact,
]);

export type RadiusFact = z.infer<typeof fact>;
export type RadiusRequestRead = z.infer<typeof request>;
export type RadiusReplySaid = Extract<RadiusFact, { fact: 'reply' }>['reply'];

export function writeRadiusFact(seen: RadiusFact): string {
  return factLine(seen);
}

/** All requests that came in a recording. */
export function readRadiusRequests(text: string): RadiusRequestsObservation {
  const requests = new Map<number, RadiusRequest>();
  let lost = 0;
  for (const each of factsIn(text, (json) => fact.parse(json))) {
    if (each.fact === 'lost') lost += each.count;
    else if (each.fact === 'request') requests.set(each.number, each.request);
    else if ('number' in each) {
      const known = requests.get(each.number);
      if (known === undefined) continue;
      const told = each.fact === 'reply' ? { reply: each.reply } : { misbehaved: each.how };
      requests.set(each.number, { ...known, ...told });
    }
  }
  return { kind: 'radius-requests', requests: [...requests.values()], lost };
}

/** Whether what is awaited has happened. */
export function isRadiusReached(
  { requests }: RadiusRequestsObservation,
  { count = 1, kind, user }: RadiusUntil,
): boolean {
  const found = requests.filter(
    (request) =>
      request.repeated !== true &&
      (request.reply !== undefined || request.misbehaved !== undefined) &&
      (kind === undefined || request.kind === kind) &&
      (user === undefined || request.user === user),
  );
  return found.length >= count;
}
