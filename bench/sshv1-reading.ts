import { z } from 'zod';
import { endpointSchema } from './endpoint.ts';
import { factLine, factsIn } from './fact-line.ts';
import type {
  Sshv1AuthTurn,
  Sshv1End,
  Sshv1EndObservation,
  Sshv1IdentObservation,
  Sshv1LingerObservation,
  Sshv1LoginObservation,
  Sshv1RequestObservation,
} from './sshv1-client.ts';

/**
 * What a client of SSH version 1 saw, as the lines of JSON on its tape, and what is read from them again. Secrets are
 * in none of them.
 */

const names = z.array(z.string()).readonly();

const fact = z.discriminatedUnion('fact', [
  z.object({ fact: z.literal('connected'), client: endpointSchema, server: endpointSchema }),
  z.object({ fact: z.literal('unreachable'), detail: z.string() }),
  /** What the server said outside of the protocol's packets, or in a debug message. */
  z.object({ fact: z.literal('text'), text: z.string() }),
  z.object({ fact: z.literal('ident'), ident: z.string() }),
  /** What came where the identification string should have been. */
  z.object({ fact: z.literal('not-ssh'), text: z.string() }),
  /** The server broke the protocol. */
  z.object({ fact: z.literal('broken'), detail: z.string() }),
  z.object({
    fact: z.literal('public-key'),
    hostKeyBits: z.int(),
    serverKeyBits: z.int(),
    cipherMask: names,
    authMask: names,
  }),
  z.object({ fact: z.literal('no-agreement'), detail: z.string() }),
  z.object({ fact: z.literal('keys'), cipher: z.string() }),
  z.object({ fact: z.literal('attempt'), method: z.enum(['none', 'password', 'rsa']) }),
  z.object({ fact: z.literal('answer'), result: z.enum(['success', 'failure', 'challenge']) }),
  z.object({
    fact: z.literal('request'),
    request: z.enum(['shell', 'exec', 'port-forward', 'compress', 'agent', 'x11']),
  }),
  z.object({ fact: z.literal('reply'), reply: z.enum(['success', 'failure', 'output']) }),
  z.object({ fact: z.literal('disconnect'), description: z.string() }),
  z.object({
    fact: z.literal('end'),
    by: z.enum(['us', 'server', 'network']),
    detail: z.string().optional(),
  }),
  /** From the beginning of the connection to its end, on the bench's clock. */
  z.object({ fact: z.literal('waited'), milliseconds: z.number() }),
  z.object({
    fact: z.literal('silent'),
    phase: z.enum(['connected', 'identified', 'keys-exchanged', 'authenticating']),
  }),
]);

/** One thing that was seen of one connection; connections are counted from 1. */
const line = z.intersection(z.object({ connection: z.int().positive() }), fact);

export type Sshv1Fact = z.infer<typeof fact>;
type Sshv1FactLine = z.infer<typeof line>;

export function writeSshv1Fact(connection: number, seen: Sshv1Fact): string {
  return factLine({ connection, ...seen });
}

function readFacts(text: string): Sshv1FactLine[] {
  return factsIn(text, (json) => line.parse(json));
}

type ServerFacts = Pick<
  Sshv1LoginObservation,
  'connection' | 'ident' | 'hostKeyBits' | 'serverKeyBits' | 'cipherMask' | 'authMask' | 'end' | 'detail'
>;

/** What the facts tell of the server, and what it said outside of the protocol. */
function serverIn(facts: readonly Sshv1FactLine[]): { server: ServerFacts; text: string } {
  const server: Partial<ServerFacts> = {};
  const details: string[] = [];
  let text = '';
  for (const each of facts) {
    switch (each.fact) {
      case 'connected':
        Object.assign(server, { connection: { client: each.client, server: each.server } });
        break;
      case 'ident':
        Object.assign(server, { ident: each.ident });
        break;
      case 'public-key': {
        const { hostKeyBits, serverKeyBits, cipherMask, authMask } = each;
        Object.assign(server, { hostKeyBits, serverKeyBits, cipherMask, authMask });
        break;
      }
      case 'text':
        text += each.text;
        break;
      case 'not-ssh':
        text += each.text;
        details.push(`instead of an identification string came "${each.text}"`);
        break;
      case 'unreachable':
      case 'broken':
      case 'no-agreement':
        details.push(each.detail);
        break;
      case 'end':
        if (each.detail !== undefined) details.push(each.detail);
        break;
      default:
    }
  }
  const end = endOf(facts);
  if (end !== undefined) Object.assign(server, { end });
  if (details.length > 0) Object.assign(server, { detail: details.join('; ') });
  return { server, text };
}

/** The login that a recording holds: all lines of one connection up to the end of the login. */
export function readSshv1Login(text: string): Sshv1LoginObservation {
  const facts = readFacts(text);
  const { server, text: said } = serverIn(facts);
  const turns: Sshv1AuthTurn[] = [];
  let open: Sshv1AuthTurn['method'] | undefined;
  let cipher: string | undefined;
  let session: number | undefined;
  const close = (result: Sshv1AuthTurn['result']): void => {
    if (open !== undefined) turns.push({ method: open, result });
    open = undefined;
  };
  for (const each of facts) {
    if (each.fact === 'keys') cipher = each.cipher;
    else if (each.fact === 'attempt') open = each.method;
    else if (each.fact === 'answer') {
      close(each.result);
      if (each.result === 'success') session = each.connection;
    }
  }
  // The server hung up over the attempt: that was its answer.
  if (server.end?.by === 'server') close('failure');
  return {
    kind: 'sshv1-login',
    ...(session === undefined ? {} : { session }),
    outcome: session === undefined ? failureOf(facts, server, turns) : 'authenticated',
    ...server,
    ...(cipher === undefined ? {} : { cipher }),
    turns,
    textBeforeAuthentication: said,
  };
}

function failureOf(
  facts: readonly Sshv1FactLine[],
  { ident, hostKeyBits, end }: ServerFacts,
  turns: readonly Sshv1AuthTurn[],
): Exclude<Sshv1LoginObservation['outcome'], 'authenticated'> {
  const seen = (kind: Sshv1Fact['fact']): boolean => facts.some((each) => each.fact === kind);
  if (seen('unreachable')) return 'unreachable';
  // A reset in place of the first word is how IOS refuses; whether TCP came up before it is chance.
  if (end?.by === 'network' && ident === undefined) return 'unreachable';
  if (seen('not-ssh')) return 'protocol-mismatch';
  if (seen('no-agreement')) return 'no-agreement';
  if (turns.length > 0) return 'refused';
  const turnedAway = /^SSH-2\./.test(ident ?? '') || facts.some(refusesVersion);
  return hostKeyBits === undefined && turnedAway ? 'protocol-mismatch' : 'closed';
}

/** What servers say to a version that they do not serve. */
function refusesVersion(each: Sshv1FactLine): boolean {
  return each.fact === 'text' && /Protocol (?:major versions differ|mismatch)/.test(each.text);
}

/** What a recording holds of an identification; undefined where it does not tell. */
export function readSshv1Ident(text: string): Sshv1IdentObservation {
  const facts = readFacts(text);
  const { server, text: said } = serverIn(facts);
  const unreachable = server.ident === undefined && server.end?.by !== 'server';
  return {
    kind: 'sshv1-ident',
    answer:
      server.hostKeyBits !== undefined
        ? 'public-key'
        : unreachable
          ? 'unreachable'
          : said === ''
            ? 'closed'
            : 'text',
    text: said,
    ...server,
  };
}

/** The answer to a request, or undefined where the recording holds none. */
export function readSshv1Request(text: string): Sshv1RequestObservation | undefined {
  const facts = readFacts(text);
  const asked = facts.findIndex((each) => each.fact === 'request');
  const request = facts[asked];
  if (request?.fact !== 'request') return undefined;
  for (const each of facts.slice(asked + 1)) {
    if (each.fact === 'reply') {
      const granted = each.reply !== 'failure';
      return { kind: 'sshv1-request', request: request.request, granted, answer: each.reply };
    }
    if (each.fact === 'end') {
      return { kind: 'sshv1-request', request: request.request, granted: false, answer: 'closed' };
    }
  }
  return undefined;
}

/** How long a silent client was let, or undefined where the recording does not say. */
export function readSshv1Linger(text: string): Sshv1LingerObservation | undefined {
  const facts = readFacts(text);
  const end = endOf(facts);
  const silent = facts.find((each) => each.fact === 'silent');
  const waited = facts.find((each) => each.fact === 'waited');
  if (silent?.fact !== 'silent' || waited?.fact !== 'waited') return undefined;
  const { milliseconds } = waited;
  return { kind: 'sshv1-linger', phase: silent.phase, ...(end && { end }), milliseconds };
}

/** How a connection ended, or undefined where the recording does not say. */
export function readSshv1End(text: string): Sshv1EndObservation | undefined {
  const end = endOf(readFacts(text));
  return end === undefined ? undefined : { kind: 'sshv1-end', end };
}

function endOf(facts: readonly Sshv1FactLine[]): Sshv1End | undefined {
  let description: string | undefined;
  for (const each of facts) {
    if (each.fact === 'disconnect') description = each.description;
    if (each.fact === 'end') return { by: each.by, ...(description === undefined ? {} : { description }) };
  }
  return undefined;
}
