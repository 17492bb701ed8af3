import { z } from 'zod';
import { answerSchema, lookedFact, lostFact, storedFact } from './aaa-facts.ts';
import { endpointSchema } from './endpoint.ts';
import { factLine, factsIn } from './fact-line.ts';
import {
  type TacacsConnection,
  tacacsDoors,
  type TacacsExchange,
  type TacacsExchangesObservation,
  tacacsFaults,
  tacacsKinds,
  type TacacsPrompt,
  type TacacsUntil,
} from './tacacs-server.ts';

/**
 * What the TACACS+ server saw, as the lines of JSON that it puts on its tape, and the exchanges that are folded from them. Packets
 * hold passwords under a key that is in no journal; so they are read, and the answers judged, before they are written down.
 */

const door = z.literal(tacacsDoors);
/** A packet belongs to a session of a connection. */
const ofSession = { connection: z.int(), session: z.int(), at: z.number() };

const request = z.object({
  user: z.string(),
  port: z.string(),
  remoteAddress: z.string(),
  privilege: z.int(),
  type: z.string(),
  service: z.string(),
  action: z.string().exactOptional(),
  method: z.string().exactOptional(),
  args: z.array(z.string()).readonly().exactOptional(),
  record: z.enum(['start', 'stop', 'watchdog', 'other']).exactOptional(),
  password: answerSchema.exactOptional(),
});

const fact = z.discriminatedUnion('fact', [
  z.object({
    fact: z.literal('connected'),
    connection: z.int(),
    at: z.number(),
    door,
    client: endpointSchema,
    server: endpointSchema,
  }),
  /** The first packet of a session. */
  z.object({
    fact: z.literal('request'),
    ...ofSession,
    door,
    kind: z.enum(tacacsKinds),
    obfuscated: z.boolean(),
    request: request.exactOptional(),
    unreadable: z.string().exactOptional(),
  }),
  z.object({
    fact: z.literal('prompt'),
    ...ofSession,
    text: z.string(),
    echo: z.boolean(),
    as: z.enum(['get-user', 'get-data', 'get-pass']),
  }),
  /** A CONTINUE. */
  z.object({
    fact: z.literal('continue'),
    ...ofSession,
    answer: answerSchema.exactOptional(),
    /** Who it is, where that was asked for. */
    user: z.string().exactOptional(),
    aborted: z.boolean().exactOptional(),
    unreadable: z.string().exactOptional(),
  }),
  /** The last reply of a session. */
  z.object({
    fact: z.literal('final'),
    ...ofSession,
    status: z.string(),
    message: z.string(),
    args: z.array(z.string()).readonly().exactOptional(),
  }),
  z.object({ fact: z.literal('misbehaved'), ...ofSession, how: z.enum(tacacsFaults) }),
  /** Bytes that are no packet. */
  z.object({ fact: z.literal('unreadable'), connection: z.int(), at: z.number(), why: z.string() }),
  z.object({
    fact: z.literal('ended'),
    connection: z.int(),
    at: z.number(),
    by: z.enum(['us', 'client', 'network']),
  }),
  storedFact,
  lookedFact,
  lostFact,
]);

export type TacacsFact = z.infer<typeof fact>;
export type TacacsRequestRead = z.infer<typeof request>;

export function writeTacacsFact(seen: TacacsFact): string {
  return factLine(seen);
}

type Open<Value> = { -readonly [Member in keyof Value]: Value[Member] };
type OpenExchange = Open<Omit<TacacsExchange, 'prompts'>> & { readonly prompts: Open<TacacsPrompt>[] };

/** All connections and exchanges that began in a recording. */
export function readTacacsExchanges(text: string): TacacsExchangesObservation {
  const connections = new Map<number, Open<TacacsConnection>>();
  const exchanges = new Map<string, OpenExchange>();
  let lost = 0;
  for (const each of factsIn(text, (json) => fact.parse(json))) {
    if (each.fact === 'lost') lost += each.count;
    else if (each.fact === 'looked' || each.fact === 'stored') continue;
    else if ('session' in each) tellSession(exchanges, each);
    else tellConnection(connections, each);
  }
  return {
    kind: 'tacacs-exchanges',
    connections: [...connections.values()],
    exchanges: [...exchanges.values()],
    lost,
  };
}

/** Whether what is awaited has happened: an exchange is over when the server has said its last, or what it does instead. */
export function isTacacsReached(
  { exchanges }: TacacsExchangesObservation,
  { count = 1, kind, user }: TacacsUntil,
): boolean {
  const found = exchanges.filter(
    (exchange) =>
      (exchange.status !== undefined ||
        exchange.misbehaved !== undefined ||
        exchange.aborted ||
        exchange.unreadable !== undefined) &&
      (kind === undefined || exchange.kind === kind) &&
      (user === undefined || exchange.user === user),
  );
  return found.length >= count;
}

function tellConnection(
  connections: Map<number, Open<TacacsConnection>>,
  each: Extract<TacacsFact, { fact: 'connected' | 'unreadable' | 'ended' }>,
): void {
  const { connection, at } = each;
  if (each.fact === 'connected') {
    const { client, server } = each;
    connections.set(connection, { connection, at, door: each.door, client, server });
    return;
  }
  const known = connections.get(connection);
  if (known === undefined) return;
  if (each.fact === 'unreadable') known.unreadable ??= each.why;
  else known.end ??= each.by;
}

function tellSession(
  exchanges: Map<string, OpenExchange>,
  each: Extract<TacacsFact, { session: number }>,
): void {
  const key = `${each.connection}/${each.session}`;
  if (each.fact === 'request') {
    const { at, connection, session, kind, obfuscated, unreadable } = each;
    exchanges.set(key, {
      ...{ at, door: each.door, connection, session, kind, obfuscated },
      ...(unreadable !== undefined && { unreadable }),
      ...each.request,
      prompts: [],
      continues: 0,
      aborted: false,
    });
    return;
  }
  const known = exchanges.get(key);
  if (known === undefined) return;
  switch (each.fact) {
    case 'prompt':
      known.prompts.push({ text: each.text, echo: each.echo, as: each.as });
      break;
    case 'continue':
      tellContinue(known, each);
      break;
    case 'final':
      known.status = each.status;
      known.endedAt = each.at;
      known.message = each.message;
      if (each.args !== undefined) known.replyArgs = each.args;
      break;
    case 'misbehaved':
      known.misbehaved = each.how;
  }
}

function tellContinue(
  known: OpenExchange,
  { answer, user, aborted, unreadable }: Extract<TacacsFact, { fact: 'continue' }>,
): void {
  known.continues += 1;
  if (aborted === true) known.aborted = true;
  if (unreadable !== undefined) known.unreadable = unreadable;
  if (user !== undefined) known.user = user;
  const asked = known.prompts.at(-1);
  if (answer !== undefined && asked !== undefined) asked.answer = answer;
}
