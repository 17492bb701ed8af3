import { createHash } from 'node:crypto';
import { z } from 'zod';
import { endpointSchema } from './endpoint.ts';
import { factLine, factsIn } from './fact-line.ts';
import {
  type HostKeyObservation,
  type ServedAuthTurn,
  type ServedRekey,
  type ServedUntil,
  type ServerPhase,
  serverDoors,
  serverPhases,
  type SshConnectionsObservation,
  type SshServedConnection,
} from './ssh-server-host.ts';

/**
 * What the SSH-2 server saw, as the lines of JSON that it puts on its tape, and what is read from them again: an
 * observation is a fold of the lines in its spans, so the auditor can make it anew from the journal alone. What came on
 * a session's channel stands on a tape of its own, `ssh-server-host/1`, as it came: so that a secret in it is found and
 * masked. No password is in any line.
 */

const names = z.array(z.string()).readonly();
const offer = z.object({
  kex: names,
  hostKey: names,
  cipherIn: names,
  cipherOut: names,
  macIn: names,
  macOut: names,
  compressionIn: names,
  compressionOut: names,
});
const algorithms = z.object({
  kex: z.string(),
  hostKey: z.string(),
  cipherIn: z.string(),
  cipherOut: z.string(),
  macIn: z.string(),
  macOut: z.string(),
  compressionIn: z.string(),
  compressionOut: z.string(),
});
const program = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('shell') }),
  z.object({ kind: z.literal('exec'), command: z.string() }),
  z.object({ kind: z.literal('subsystem'), name: z.string() }),
]);

const fact = z.discriminatedUnion('fact', [
  /** A host key was made; connection 0. */
  z.object({ fact: z.literal('key-made'), name: z.string(), bits: z.int(), line: z.string() }),
  /** Somebody asked, and this is all that there was; connection 0. So that even no connection has something to show. */
  z.object({ fact: z.literal('looked'), at: z.number() }),
  z.object({
    fact: z.literal('connected'),
    at: z.number(),
    client: endpointSchema,
    server: endpointSchema,
    door: z.enum(serverDoors),
  }),
  z.object({ fact: z.literal('ident-sent'), ident: z.string() }),
  z.object({ fact: z.literal('ident'), ident: z.string() }),
  /** Why it cannot go on. */
  z.object({ fact: z.literal('detail'), detail: z.string() }),
  z.object({ fact: z.literal('offer'), offer }),
  z.object({
    fact: z.literal('group'),
    min: z.int(),
    preferred: z.int(),
    max: z.int(),
    given: z.int(),
  }),
  z.object({ fact: z.literal('host-key'), type: z.string(), bits: z.int(), sha256: z.string() }),
  z.object({ fact: z.literal('keys'), algorithms }),
  /** Of the first packet that is encrypted in that direction, in bytes. */
  z.object({ fact: z.literal('mac'), direction: z.enum(['in', 'out']), length: z.int() }),
  z.object({ fact: z.literal('rekey'), by: z.enum(['us', 'client']) }),
  z.object({ fact: z.literal('service'), name: z.string() }),
  z.object({ fact: z.literal('attempt'), method: z.string(), user: z.string() }),
  z.object({ fact: z.literal('prompts'), count: z.int() }),
  /** A password, or the answers to the prompts, by whether they were what was wanted. */
  z.object({ fact: z.literal('answers'), answers: z.array(z.enum(['right', 'wrong', 'empty'])).readonly() }),
  z.object({ fact: z.literal('result'), result: z.enum(['success', 'failure']) }),
  z.object({ fact: z.literal('request'), name: z.string() }),
  z.object({ fact: z.literal('pty'), term: z.string(), rows: z.int(), columns: z.int() }),
  z.object({ fact: z.literal('program'), program }),
  z.object({
    fact: z.literal('copy'),
    direction: z.enum(['to-us', 'from-us']),
    path: z.string(),
    whole: z.boolean(),
    bytes: z.int(),
    sha256: z.string().exactOptional(),
    md5: z.string().exactOptional(),
  }),
  z.object({
    fact: z.literal('disconnect'),
    by: z.enum(['us', 'client']),
    reason: z.int(),
    description: z.string(),
  }),
  z.object({
    fact: z.literal('end'),
    by: z.enum(['us', 'client', 'network']),
    detail: z.string().optional(),
  }),
]);

/** One thing that was seen of one connection; connections are counted from 1, and 0 is none. */
const line = z.intersection(z.object({ connection: z.int().nonnegative() }), fact);

export type ServedFact = z.infer<typeof fact>;
type ServedFactLine = z.infer<typeof line>;

export function writeServedFact(connection: number, seen: ServedFact): string {
  return factLine({ connection, ...seen });
}

export function typedTape(role: string, connection: number): string {
  return `${role}/${connection}`;
}

/** The connections that begin in a recording; `typed` gives what came on the channel of one (latin-1). */
export function readSshConnections(
  text: string,
  typed: (connection: number) => string,
): SshConnectionsObservation {
  const connections = new Map<number, Served>();
  for (const each of factsIn(text, (json) => line.parse(json))) {
    if (each.fact === 'connected') {
      const { connection, at, client, server, door } = each;
      connections.set(connection, new Served({ connection, at, client, server, door }));
    } else connections.get(each.connection)?.take(each);
  }
  return {
    kind: 'ssh-connections',
    connections: [...connections.values()].map((served) => served.seen(typed)),
  };
}

/** The key that a recording tells of, or undefined where it tells of none. */
export function readHostKeyMade(text: string): HostKeyObservation | undefined {
  for (const each of factsIn(text, (json) => line.parse(json))) {
    if (each.fact !== 'key-made') continue;
    const blob = each.line.split(' ')[1] ?? '';
    const bytes = Buffer.from(blob, 'base64');
    return {
      kind: 'host-key',
      name: each.name,
      type: 'ssh-rsa',
      bits: each.bits,
      line: each.line,
      blob,
      md5: createHash('md5').update(bytes).digest('hex').toUpperCase(),
      sha256: createHash('sha256').update(bytes).digest('base64').replace(/=+$/, ''),
    };
  }
  return undefined;
}

/** Whether so many connections are as `until` says. */
export function isReached(
  connections: readonly {
    readonly phase: ServerPhase;
    readonly typed: string;
    readonly turns: readonly unknown[];
  }[],
  { count = 1, phase = 'connected', typed = '', turns = 0 }: ServedUntil,
): boolean {
  const reached = connections.filter(
    (each) => isAsFar(each.phase, phase) && each.typed.includes(typed) && each.turns.length >= turns,
  );
  return reached.length >= count;
}

export function isAsFar(phase: ServerPhase, asked: ServerPhase): boolean {
  return serverPhases.indexOf(phase) >= serverPhases.indexOf(asked);
}

type Begun = Pick<SshServedConnection, 'connection' | 'at' | 'client' | 'server' | 'door'>;
type Once = Omit<
  SshServedConnection,
  keyof Begun | 'phase' | 'turns' | 'requests' | 'typed' | 'rekeys' | 'detail' | 'end'
>;

/** What is known of one connection, fact after fact. */
class Served {
  readonly #begun: Begun;
  #phase: ServerPhase = 'connected';
  readonly #once: { -readonly [Member in keyof Once]: Once[Member] } = {
    serviceAsked: false,
    authenticationAsked: false,
    authenticated: false,
  };
  readonly #turns: ServedAuthTurn[] = [];
  readonly #requests: string[] = [];
  readonly #rekeys: ServedRekey[] = [];
  readonly #macs: { in?: number; out?: number } = {};
  readonly #details: string[] = [];
  readonly #farewells: { us?: Farewell; client?: Farewell } = {};
  #end: SshServedConnection['end'];

  constructor(begun: Begun) {
    this.#begun = begun;
  }

  take(seen: ServedFactLine): void {
    const once = this.#once;
    switch (seen.fact) {
      case 'key-made':
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
      case 'offer':
        once.offer ??= seen.offer;
        this.#reach('key-exchange');
        break;
      case 'group':
        once.groupRequest ??= {
          min: seen.min,
          preferred: seen.preferred,
          max: seen.max,
          given: seen.given,
        };
        break;
      case 'host-key':
        if (this.#rekeys.length === 0)
          once.hostKey ??= { type: seen.type, bits: seen.bits, sha256: seen.sha256 };
        else this.#amendRekey({ sha256: seen.sha256 });
        break;
      case 'keys':
        once.algorithms ??= seen.algorithms;
        this.#reach('keys-exchanged');
        this.#amendRekey({ completed: true });
        break;
      case 'mac':
        this.#macs[seen.direction] ??= seen.length;
        break;
      case 'rekey':
        this.#rekeys.push({ by: seen.by, completed: false });
        break;
      case 'service':
        once.serviceAsked = true;
        break;
      case 'attempt':
        once.authenticationAsked = true;
        once.user = seen.user;
        this.#reach('authenticating');
        this.#turns.push({
          method: seen.method,
          user: seen.user,
          result: 'unanswered',
          prompts: 0,
          answered: 0,
          answers: [],
        });
        break;
      case 'prompts':
        this.#amendTurn(({ prompts }) => ({ prompts: prompts + seen.count }));
        break;
      case 'answers':
        this.#amendTurn(({ method, answered, answers }) => ({
          answered: method === 'keyboard-interactive' ? answered + seen.answers.length : answered,
          answers: [...answers, ...seen.answers],
        }));
        break;
      case 'result':
        this.#amendTurn(() => ({ result: seen.result }));
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
      case 'program':
        once.program = seen.program;
        this.#reach('session');
        break;
      case 'copy': {
        const { fact: _, connection: __, ...copy } = seen;
        once.copy = copy;
        break;
      }
      case 'disconnect':
        this.#farewells[seen.by] = { reason: seen.reason, description: seen.description };
        break;
      case 'end':
        if (seen.detail !== undefined) this.#details.push(seen.detail);
        this.#end = { by: seen.by, ...(seen.by === 'network' ? {} : this.#farewells[seen.by]) };
        this.#reach('ended');
    }
  }

  seen(typed: (connection: number) => string): SshServedConnection {
    const { in: ofIn, out: ofOut } = this.#macs;
    return {
      ...this.#begun,
      phase: this.#phase,
      ...this.#once,
      ...(ofIn === undefined || ofOut === undefined ? {} : { macLength: { in: ofIn, out: ofOut } }),
      turns: this.#turns,
      requests: this.#requests,
      typed: typed(this.#begun.connection),
      rekeys: this.#rekeys,
      ...(this.#details.length === 0 ? {} : { detail: this.#details.join('; ') }),
      ...(this.#end === undefined ? {} : { end: this.#end }),
    };
  }

  #reach(phase: ServerPhase): void {
    if (!isAsFar(this.#phase, phase)) this.#phase = phase;
  }

  #amendTurn(change: (turn: ServedAuthTurn) => Partial<ServedAuthTurn>): void {
    const turn = this.#turns.pop();
    if (turn !== undefined) this.#turns.push({ ...turn, ...change(turn) });
  }

  #amendRekey(change: Partial<ServedRekey>): void {
    const rekey = this.#rekeys.pop();
    if (rekey !== undefined) this.#rekeys.push({ ...rekey, ...change });
  }
}

type Farewell = { readonly reason: number; readonly description: string };
