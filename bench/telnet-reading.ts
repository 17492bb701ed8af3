import { z } from 'zod';
import { factLine, factsIn } from './fact-line.ts';
import type { SshEnd } from './ssh-client.ts';
import type { TelnetEndObservation, TelnetLoginObservation, TelnetTurn } from './telnet-client.ts';

/**
 * What a Telnet client saw, as the lines of JSON that it puts on its tape, and what is read from them again (as
 * ssh-reading.ts). What was typed is in none of them, but for what the device echoed.
 */

const endpoint = z.object({ address: z.string(), port: z.int() });

const fact = z.discriminatedUnion('fact', [
  z.object({ fact: z.literal('connected'), client: endpoint, server: endpoint }),
  z.object({ fact: z.literal('unreachable'), detail: z.string() }),
  z.object({
    fact: z.literal('option'),
    performer: z.enum(['server', 'client']),
    option: z.string(),
    on: z.boolean(),
  }),
  z.object({ fact: z.literal('asked'), for: z.enum(['username', 'password']), printed: z.string() }),
  /** A prompt of the command line stands at the end of what was printed. */
  z.object({ fact: z.literal('prompt'), printed: z.string() }),
  /** What was printed last, before the end of a login that did not succeed. */
  z.object({ fact: z.literal('last'), printed: z.string() }),
  z.object({
    fact: z.literal('end'),
    by: z.enum(['us', 'server', 'network']),
    detail: z.string().optional(),
  }),
]);

/** One thing that was seen of one connection; connections are counted from 1. */
const line = z.intersection(z.object({ connection: z.int().positive() }), fact);

export type TelnetFact = z.infer<typeof fact>;

export function writeTelnetFact(connection: number, seen: TelnetFact): string {
  return factLine({ connection, ...seen });
}

function factsOf(text: string) {
  return factsIn(text, (json) => line.parse(json));
}

/** The login that a recording holds: all lines of one connection up to the end of the login. */
export function readTelnetLogin(text: string): TelnetLoginObservation {
  const facts = factsOf(text);
  const turns: TelnetTurn[] = [];
  const options = { server: new Set<string>(), client: new Set<string>() };
  const details: string[] = [];
  let printed = '';
  let connection: TelnetLoginObservation['connection'];
  let session: number | undefined;
  let unreachable = false;
  for (const each of facts) {
    switch (each.fact) {
      case 'connected':
        connection = { client: each.client, server: each.server };
        break;
      case 'unreachable':
        unreachable = true;
        details.push(each.detail);
        break;
      case 'option':
        if (each.on) options[each.performer].add(each.option);
        else options[each.performer].delete(each.option);
        break;
      case 'asked':
        turns.push({ asked: each.for, printed: each.printed });
        break;
      case 'prompt':
        session = each.connection;
        printed = each.printed;
        break;
      case 'last':
        printed = each.printed;
        break;
      case 'end':
        if (each.detail !== undefined) details.push(each.detail);
    }
  }
  const end = endOf(facts);
  const silent = turns.length === 0 && printed === '' && options.server.size + options.client.size === 0;
  // A reset in place of the first word is how IOS refuses; whether TCP came up before it is chance.
  if (end?.by === 'network' && silent) unreachable = true;
  const asked = turns.some(({ asked: what }) => what === 'password');
  const failure = unreachable ? 'unreachable' : asked ? 'refused' : 'closed';
  return {
    kind: 'telnet-login',
    ...(session === undefined ? {} : { session }),
    outcome: session === undefined ? failure : 'authenticated',
    ...(connection === undefined ? {} : { connection }),
    options: { server: [...options.server].sort(), client: [...options.client].sort() },
    turns,
    printed,
    ...(end === undefined ? {} : { end }),
    ...(details.length === 0 ? {} : { detail: details.join('; ') }),
  };
}

/** How a connection ended, or undefined where the recording does not say. */
export function readTelnetEnd(text: string): TelnetEndObservation | undefined {
  const end = endOf(factsOf(text));
  return end === undefined ? undefined : { kind: 'telnet-end', end };
}

function endOf(facts: ReturnType<typeof factsOf>): SshEnd | undefined {
  for (const each of facts) if (each.fact === 'end') return { by: each.by };
  return undefined;
}
