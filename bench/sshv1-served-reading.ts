import { z } from 'zod';
import { endpointSchema } from './endpoint.ts';
import { factLine, factsIn } from './fact-line.ts';
import type { ServerPhase } from './ssh-server-host.ts';
import { isAsFar } from './ssh-served-reading.ts';
import type {
  Servedv1AuthTurn,
  Sshv1ConnectionsObservation,
  Sshv1ServedConnection,
} from './sshv1-server-host.ts';

/**
 * What the server of SSH version 1 saw, as the lines of JSON on its tape, and what is read from them again. What was
 * typed in a session stands on a tape of its own, `sshv1-server-host/1`. No password is in any line.
 */

const fact = z.discriminatedUnion('fact', [
  /** Somebody asked, and this is all that there was; connection 0. So that even no connection has something to show. */
  z.object({ fact: z.literal('looked'), at: z.number() }),
  z.object({
    fact: z.literal('connected'),
    at: z.number(),
    client: endpointSchema,
    server: endpointSchema,
  }),
  z.object({ fact: z.literal('ident-sent'), ident: z.string() }),
  z.object({ fact: z.literal('ident'), ident: z.string() }),
  /** Why it cannot go on. */
  z.object({ fact: z.literal('detail'), detail: z.string() }),
  /** The session key came; the cipher that it is for. */
  z.object({ fact: z.literal('session-key'), cipher: z.string() }),
  /** It was right, and the cipher is one that was offered. */
  z.object({ fact: z.literal('keys') }),
  z.object({
    fact: z.literal('attempt'),
    method: z.enum(['none', 'password', 'rsa', 'rhosts', 'other']),
    user: z.string().optional(),
  }),
  /** A password, by whether it was what was wanted. */
  z.object({ fact: z.literal('answer'), answer: z.enum(['right', 'wrong', 'empty']) }),
  z.object({ fact: z.literal('result'), result: z.enum(['success', 'failure']) }),
  z.object({ fact: z.literal('request'), name: z.string() }),
  z.object({ fact: z.literal('pty'), term: z.string(), rows: z.int(), columns: z.int() }),
  z.object({ fact: z.literal('shell') }),
  z.object({ fact: z.literal('exec'), command: z.string() }),
  z.object({ fact: z.literal('disconnect'), by: z.enum(['us', 'client']), description: z.string() }),
  z.object({
    fact: z.literal('end'),
    by: z.enum(['us', 'client', 'network']),
    detail: z.string().optional(),
  }),
]);

/** One thing that was seen of one connection; connections are counted from 1, and 0 is none. */
const line = z.intersection(z.object({ connection: z.int().nonnegative() }), fact);

export type Servedv1Fact = z.infer<typeof fact>;
type Servedv1FactLine = z.infer<typeof line>;

export function writeServedv1Fact(connection: number, seen: Servedv1Fact): string {
  return factLine({ connection, ...seen });
}

/** The connections that begin in a recording; `typed` gives what was typed in the session of one (latin-1). */
export function readSshv1Connections(
  text: string,
  typed: (connection: number) => string,
): Sshv1ConnectionsObservation {
  const connections = new Map<number, Served>();
  for (const each of factsIn(text, (json) => line.parse(json))) {
    if (each.fact === 'connected') {
      const { connection, at, client, server } = each;
      connections.set(connection, new Served({ connection, at, client, server }));
    } else connections.get(each.connection)?.take(each);
  }
  return {
    kind: 'sshv1-connections',
    connections: [...connections.values()].map((served) => served.seen(typed)),
  };
}

type Begun = Pick<Sshv1ServedConnection, 'connection' | 'at' | 'client' | 'server'>;
type Once = Omit<
  Sshv1ServedConnection,
  keyof Begun | 'phase' | 'turns' | 'requests' | 'typed' | 'detail' | 'end'
>;

/** What is known of one connection, fact after fact. */
class Served {
  readonly #begun: Begun;
  #phase: ServerPhase = 'connected';
  readonly #once: { -readonly [Member in keyof Once]: Once[Member] } = {
    userAsked: false,
    authenticationAsked: false,
    authenticated: false,
  };
  readonly #turns: Servedv1AuthTurn[] = [];
  readonly #requests: string[] = [];
  readonly #details: string[] = [];
  readonly #farewells: { us?: string; client?: string } = {};
  #end: Sshv1ServedConnection['end'];

  constructor(begun: Begun) {
    this.#begun = begun;
  }

  take(seen: Servedv1FactLine): void {
    const once = this.#once;
    switch (seen.fact) {
      case 'looked':
      case 'connected':
        break;
      case 'ident-sent':
        once.serverIdent = seen.ident;
        break;
      case 'ident':
        once.ident = seen.ident;
        this.#reach('identified');
        break;
      case 'detail':
        this.#details.push(seen.detail);
        break;
      case 'session-key':
        once.cipher = seen.cipher;
        this.#reach('key-exchange');
        break;
      case 'keys':
        this.#reach('keys-exchanged');
        break;
      case 'attempt':
        if (seen.user !== undefined) once.user = seen.user;
        if (seen.method === 'none') once.userAsked = true;
        else once.authenticationAsked = true;
        this.#reach('authenticating');
        this.#turns.push({ method: seen.method, result: 'unanswered' });
        break;
      case 'answer':
        this.#amendTurn({ answer: seen.answer });
        break;
      case 'result':
        this.#amendTurn({ result: seen.result });
        if (seen.result === 'success') {
          once.authenticated = true;
          this.#reach('authenticated');
        }
        break;
      case 'request':
        this.#requests.push(seen.name);
        break;
      case 'pty':
        once.pty = { term: seen.term, rows: seen.rows, columns: seen.columns };
        break;
      case 'shell':
        once.program = { kind: 'shell' };
        this.#reach('session');
        break;
      case 'exec':
        once.program = { kind: 'exec', command: seen.command };
        this.#reach('session');
        break;
      case 'disconnect':
        this.#farewells[seen.by] = seen.description;
        break;
      case 'end':
        if (seen.detail !== undefined) this.#details.push(seen.detail);
        this.#end = endOf(seen.by, this.#farewells);
        this.#reach('ended');
    }
  }

  seen(typed: (connection: number) => string): Sshv1ServedConnection {
    return {
      ...this.#begun,
      phase: this.#phase,
      ...this.#once,
      turns: this.#turns,
      requests: this.#requests,
      typed: typed(this.#begun.connection),
      ...(this.#details.length === 0 ? {} : { detail: this.#details.join('; ') }),
      ...(this.#end === undefined ? {} : { end: this.#end }),
    };
  }

  #reach(phase: ServerPhase): void {
    if (!isAsFar(this.#phase, phase)) this.#phase = phase;
  }

  #amendTurn(change: Partial<Servedv1AuthTurn>): void {
    const turn = this.#turns.pop();
    if (turn !== undefined) this.#turns.push({ ...turn, ...change });
  }
}

function endOf(
  by: 'us' | 'client' | 'network',
  farewells: { us?: string; client?: string },
): NonNullable<Sshv1ServedConnection['end']> {
  const description = by === 'network' ? undefined : farewells[by];
  return { by, ...(description === undefined ? {} : { description }) };
}
