import { z } from 'zod';
import { endpointSchema } from './endpoint.ts';
import { factLine, factsIn } from './fact-line.ts';
import {
  type TacacsExchange,
  type TacacsExchangesObservation,
  type TacacsTurn,
  tacacsDoors,
} from './tacacs-server.ts';

/** What the TACACS+ server saw, as the lines of JSON on its tape, and what is read from them again. */

const fact = z.discriminatedUnion('fact', [
  z.object({
    fact: z.literal('exchange'),
    at: z.number(),
    door: z.enum(tacacsDoors),
    client: endpointSchema,
    kind: z.enum(['authentication', 'authorization', 'accounting', 'unreadable']),
    detail: z.string().optional(),
    user: z.string().optional(),
    action: z.string().optional(),
    type: z.string().optional(),
    service: z.string().optional(),
    privilege: z.int().optional(),
    port: z.string().optional(),
    remoteAddress: z.string().optional(),
    args: z.array(z.string()).optional(),
    record: z.enum(['start', 'stop', 'watchdog']).optional(),
  }),
  z.object({ fact: z.literal('user'), name: z.string() }),
  z.object({
    fact: z.literal('asked'),
    text: z.string(),
    echo: z.boolean(),
    asked: z.enum(['user', 'password', 'data']),
  }),
  z.object({ fact: z.literal('answered'), answer: z.enum(['right', 'wrong', 'blank', 'aborted']) }),
  z.object({ fact: z.literal('password-changed') }),
  z.object({ fact: z.literal('result'), result: z.enum(['pass', 'fail', 'error']) }),
  /** What came could not be read from here on. */
  z.object({ fact: z.literal('unreadable'), detail: z.string() }),
]);

const line = z.union([
  z.object({ exchange: z.int(), seen: fact }),
  /** Somebody asked, and this is all that there was. So that even no exchange has something to show. */
  z.object({ fact: z.literal('looked'), at: z.number() }),
]);

export type TacacsFact = z.infer<typeof fact>;
/** The first fact of an exchange, before it is said where and when it came. */
export type TacacsBeginning = Omit<Extract<TacacsFact, { fact: 'exchange' }>, 'at' | 'door' | 'client'>;

/** What was seen of the exchange of that number. */
export function writeTacacsFact(exchange: number, seen: TacacsFact): string {
  return factLine({ exchange, seen });
}

export function writeTacacsLook(at: number): string {
  return factLine({ fact: 'looked', at });
}

/** All exchanges that begin in a recording. */
export function readTacacsExchanges(text: string): TacacsExchangesObservation {
  const exchanges = new Map<number, TacacsExchange>();
  for (const each of factsIn(text, (json) => line.parse(json))) {
    if ('fact' in each) continue;
    const { exchange: number, seen } = each;
    const known = exchanges.get(number);
    const next = known === undefined ? begun(seen) : continued(known, seen);
    // Of one that began before the recording there is nothing to tell.
    if (next !== undefined) exchanges.set(number, next);
  }
  return { kind: 'tacacs-exchanges', exchanges: [...exchanges.values()] };
}

function begun(seen: TacacsFact): TacacsExchange | undefined {
  if (seen.fact !== 'exchange') return undefined;
  const { fact: _, ...facts } = seen;
  return { ...withoutUndefined(facts), turns: [], passwordChanged: false };
}

function continued(known: TacacsExchange, seen: TacacsFact): TacacsExchange {
  switch (seen.fact) {
    case 'user':
      return { ...known, user: seen.name };
    case 'asked': {
      const { text, echo, asked } = seen;
      return { ...known, turns: [...known.turns, { text, echo, asked, answer: 'none' }] };
    }
    case 'answered':
      return { ...known, turns: lastAnswered(known.turns, seen.answer) };
    case 'password-changed':
      return { ...known, passwordChanged: true };
    case 'result':
      return { ...known, result: seen.result };
    case 'unreadable':
      return { ...known, detail: seen.detail };
    case 'exchange':
      return known;
  }
}

function lastAnswered(turns: readonly TacacsTurn[], answer: TacacsTurn['answer']): readonly TacacsTurn[] {
  return turns.map((turn, index) => (index === turns.length - 1 ? { ...turn, answer } : turn));
}

/** Members that zod gave as undefined are not there. */
function withoutUndefined<Facts extends object>(
  facts: Facts,
): { [Key in keyof Facts]: Exclude<Facts[Key], undefined> } {
  const present = Object.entries(facts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as { [Key in keyof Facts]: Exclude<Facts[Key], undefined> };
}
