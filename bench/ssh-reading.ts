import { createHash } from 'node:crypto';
import { z } from 'zod';
import { factLine, factsIn } from './fact-line.ts';
import {
  type IdentObservation,
  type SshAuthTurn,
  type SshEnd,
  type SshEndObservation,
  type SshExecObservation,
  type SshKeyExchangesObservation,
  type SshLingerObservation,
  type SshLoginObservation,
  type SshPacket,
  type SshPacketsObservation,
  type SshX11Observation,
  type UserKeyObservation,
  lingerPhases,
  userKeyTypes,
} from './ssh-client.ts';
import { rawFacts, requestFacts } from './ssh-facts.ts';

/**
 * What an SSH client saw, as the lines of JSON that it puts on its tape, and what is read from them again: an
 * observation is a fold of the lines in its spans, so the auditor can make it anew from the journal alone.
 * Secrets are in none of them.
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

const endpoint = z.object({ address: z.string(), port: z.int() });

const methods = z.enum(['none', 'password', 'keyboard-interactive', 'publickey']);

const fact = z.discriminatedUnion('fact', [
  z.object({ fact: z.literal('connected'), client: endpoint, server: endpoint }),
  z.object({ fact: z.literal('unreachable'), detail: z.string() }),
  z.object({ fact: z.literal('ident'), ident: z.string() }),
  z.object({ fact: z.literal('ident-sent'), ident: z.string() }),
  /** What came where the identification string should have been. */
  z.object({ fact: z.literal('not-ssh'), text: z.string() }),
  /** The identification string names a version that we do not speak. */
  z.object({ fact: z.literal('version-mismatch'), detail: z.string() }),
  z.object({ fact: z.literal('offer'), offer }),
  z.object({ fact: z.literal('no-agreement'), detail: z.string() }),
  z.object({ fact: z.literal('group'), bits: z.int() }),
  /** `sha256` is the digest of the key blob in base64 without padding, as OpenSSH prints it. */
  z.object({ fact: z.literal('host-key'), type: z.string(), bits: z.int(), sha256: z.string() }),
  z.object({ fact: z.literal('keys'), algorithms }),
  z.object({ fact: z.literal('banner'), text: z.string() }),
  /** `asks`: of publickey, whether the first request carries no signature. */
  z.object({
    fact: z.literal('attempt'),
    method: methods,
    algorithm: z.string().exactOptional(),
    asks: z.boolean().exactOptional(),
  }),
  /** SSH_MSG_USERAUTH_PK_OK. */
  z.object({ fact: z.literal('key-accepted') }),
  /** A key of a user was made: its public half, as in `id_rsa.pub`. */
  z.object({
    fact: z.literal('user-key'),
    name: z.string(),
    type: z.enum(userKeyTypes),
    bits: z.int(),
    line: z.string(),
  }),
  z.object({
    fact: z.literal('prompts'),
    prompts: z.array(z.object({ text: z.string(), echo: z.boolean() })).readonly(),
  }),
  z.object({
    fact: z.literal('answer'),
    result: z.enum(['success', 'failure', 'partial']),
    canContinue: names,
  }),
  z.object({ fact: z.literal('guess'), right: z.boolean() }),
  /** A channel that was asked for before the authentication; without `granted` it is the question. */
  z.object({ fact: z.literal('early-channel'), granted: z.boolean().optional() }),
  ...requestFacts,
  ...rawFacts,
  z.object({ fact: z.literal('exit-status'), status: z.int() }),
  /** Keys are being made anew, and who asked for it first. */
  z.object({ fact: z.literal('rekey'), by: z.enum(['us', 'server']) }),
  /** The client is about to fall silent in that phase; then that it has, and how long it waited since it began. */
  z.object({ fact: z.literal('linger'), phase: z.enum(lingerPhases) }),
  z.object({ fact: z.literal('silent') }),
  z.object({ fact: z.literal('waited'), milliseconds: z.number() }),
  z.object({
    fact: z.literal('packet'),
    direction: z.enum(['sent', 'received']),
    type: z.int(),
    length: z.int(),
    padLength: z.int(),
    macLength: z.int(),
    blockLength: z.int(),
    sequence: z.int(),
    encrypted: z.boolean(),
  }),
  z.object({ fact: z.literal('x11'), answer: z.enum(['granted', 'refused']) }),
  /** Whether the shell behind a request for X11 forwarding was opened. */
  z.object({ fact: z.literal('x11-shell'), opened: z.boolean() }),
  z.object({ fact: z.literal('disconnect'), reason: z.int(), description: z.string() }),
  z.object({
    fact: z.literal('end'),
    by: z.enum(['us', 'server', 'network']),
    detail: z.string().optional(),
  }),
]);

/** One thing that was seen of one connection; connections are counted from 1, and 0 is none. */
const line = z.intersection(z.object({ connection: z.int().nonnegative() }), fact);

export type SshFact = z.infer<typeof fact>;
export type SshFactLine = z.infer<typeof line>;

export function writeSshFact(connection: number, seen: SshFact): string {
  return factLine({ connection, ...seen });
}

/** The facts in a recording; a line that is none throws, because only the driver writes there. */
export function readSshFacts(text: string): SshFactLine[] {
  return factsIn(text, (json) => line.parse(json));
}

/** The login that a recording holds: all lines of one connection up to the end of the login. */
export function readSshLogin(text: string): SshLoginObservation {
  const facts = readSshFacts(text);
  const turns: SshAuthTurn[] = [];
  let open: OpenTurn | undefined;
  const close = (result: SshAuthTurn['result'], canContinue: readonly string[]): void => {
    if (open !== undefined) turns.push({ ...open, result, canContinue });
    open = undefined;
  };
  const seen: Partial<Pick<SshLoginObservation, SeenOnce>> = {};
  const details: string[] = [];
  let authenticated: number | undefined;
  let failure: SshLoginObservation['outcome'] | undefined;

  for (const each of facts) {
    switch (each.fact) {
      case 'connected':
        Object.assign(seen, { connection: { client: each.client, server: each.server } });
        break;
      case 'unreachable':
        failure = 'unreachable';
        details.push(each.detail);
        break;
      case 'ident':
        Object.assign(seen, { ident: each.ident });
        break;
      case 'ident-sent':
        Object.assign(seen, { clientIdent: each.ident });
        break;
      case 'not-ssh':
        failure = 'protocol-mismatch';
        details.push(`instead of an identification string came "${each.text}"`);
        break;
      case 'version-mismatch':
        failure = 'protocol-mismatch';
        details.push(each.detail);
        break;
      case 'offer':
        Object.assign(seen, { offer: each.offer });
        break;
      case 'no-agreement':
        failure = 'no-agreement';
        details.push(each.detail);
        break;
      case 'group':
        Object.assign(seen, { dhGroupBits: each.bits });
        break;
      case 'host-key':
        Object.assign(seen, { hostKey: { type: each.type, bits: each.bits, sha256: each.sha256 } });
        break;
      case 'keys':
        Object.assign(seen, { algorithms: each.algorithms });
        break;
      case 'banner':
        // What comes after the last answer is no banner of a login any more (RFC 4252 section 5.4).
        if (authenticated === undefined) Object.assign(seen, { banner: (seen.banner ?? '') + each.text });
        break;
      case 'guess':
        Object.assign(seen, { guess: each.right ? 'right' : 'wrong' });
        break;
      case 'early-channel':
        Object.assign(seen, { earlyChannel: earlyChannel(seen.earlyChannel, each.granted) });
        break;
      case 'attempt':
        close('failure', []);
        open = {
          method: each.method,
          prompts: [],
          ...(each.algorithm === undefined ? {} : { keyAlgorithm: each.algorithm }),
          ...(each.asks === true ? { keyAccepted: false } : {}),
        };
        break;
      case 'key-accepted':
        if (open !== undefined) open.keyAccepted = true;
        break;
      case 'prompts':
        open?.prompts.push(...each.prompts);
        break;
      case 'answer':
        close(each.result, each.canContinue);
        if (each.result === 'success') authenticated = each.connection;
        break;
      case 'end':
        if (each.detail !== undefined) details.push(each.detail);
        break;
      case 'disconnect':
      case 'exit-status':
      case 'user-key':
      case 'rekey':
      case 'linger':
      case 'silent':
      case 'waited':
      case 'request':
      case 'flows':
      case 'listening':
      case 'reading':
      case 'raw':
      case 'lasted':
      case 'udp':
      case 'packet':
      case 'x11':
      case 'x11-shell':
    }
  }
  const end = endOf(facts);
  // A reset in place of the first word is how IOS refuses; whether TCP came up before it is chance.
  if (end?.by === 'network' && seen.ident === undefined) failure ??= 'unreachable';
  // The server hung up over the attempt: that was its answer.
  if (end?.by === 'server') close('failure', []);
  const refused = turns.some(({ result }) => result !== 'success');
  return {
    kind: 'ssh-login',
    ...(authenticated === undefined ? {} : { session: authenticated }),
    outcome: authenticated === undefined ? (failure ?? (refused ? 'refused' : 'closed')) : 'authenticated',
    ...seen,
    turns,
    ...(end === undefined ? {} : { end }),
    ...(details.length === 0 ? {} : { detail: details.join('; ') }),
  };
}

/** An attempt that has not been answered yet. */
type OpenTurn = {
  method: SshAuthTurn['method'];
  prompts: SshAuthTurn['prompts'][number][];
  keyAlgorithm?: string;
  keyAccepted?: boolean;
};

type SeenOnce =
  | 'connection'
  | 'ident'
  | 'clientIdent'
  | 'offer'
  | 'algorithms'
  | 'dhGroupBits'
  | 'hostKey'
  | 'banner'
  | 'guess'
  | 'earlyChannel';

/** Granted once is granted; refused is a word of the server's, unanswered is none. */
function earlyChannel(
  before: SshLoginObservation['earlyChannel'],
  granted: boolean | undefined,
): SshLoginObservation['earlyChannel'] {
  if (granted === undefined) return before ?? 'unanswered';
  return granted || before === 'granted' ? 'granted' : 'refused';
}

/** The identification string of a recording, or undefined where none came. */
export function readSshIdent(text: string): IdentObservation | undefined {
  for (const each of readSshFacts(text)) {
    if (each.fact === 'ident') return { kind: 'ident', ident: each.ident };
  }
  return undefined;
}

/** The key that a recording tells of, or undefined where it tells of none. */
export function readUserKey(text: string): UserKeyObservation | undefined {
  for (const each of readSshFacts(text)) {
    if (each.fact !== 'user-key') continue;
    const { name, type, bits, line: publicLine } = each;
    const blob = Buffer.from(publicLine.split(' ')[1] ?? '', 'base64');
    const md5 = createHash('md5').update(blob).digest('hex').toUpperCase();
    const sha256 = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '');
    return { kind: 'user-key', name, type, bits, line: publicLine, md5, sha256 };
  }
  return undefined;
}

/** How a connection ended, or undefined where the recording does not say. */
export function readSshEnd(text: string): SshEndObservation | undefined {
  const end = endOf(readSshFacts(text));
  return end === undefined ? undefined : { kind: 'ssh-end', end };
}

/** How a client fared that fell silent, or undefined where the recording does not say how long it waited. */
export function readSshLinger(text: string): SshLingerObservation | undefined {
  const facts = readSshFacts(text);
  const begun = facts.find((each) => each.fact === 'linger');
  const waited = facts.find((each) => each.fact === 'waited');
  if (begun === undefined || waited === undefined) return undefined;
  const end = endOf(facts);
  return {
    kind: 'ssh-linger',
    phase: begun.phase,
    reached: facts.some(({ fact: seen }) => seen === 'silent'),
    milliseconds: waited.milliseconds,
    ...(end === undefined ? {} : { end }),
  };
}

/** The key exchanges of a session: all lines of its connection up to now. */
export function readSshKeyExchanges(text: string): SshKeyExchangesObservation {
  const facts = readSshFacts(text);
  const end = endOf(facts);
  return {
    kind: 'ssh-key-exchanges',
    count: facts.filter(({ fact: seen }) => seen === 'keys').length,
    startedByServer: facts.filter((each) => each.fact === 'rekey' && each.by === 'server').length,
    ...(end === undefined ? {} : { end }),
  };
}

/** The packets in a recording, in the order in which they were written down. */
export function readSshPackets(text: string): SshPacketsObservation {
  const packets = readSshFacts(text).flatMap((each): SshPacket[] => {
    if (each.fact !== 'packet') return [];
    const { direction, type, length, padLength, macLength, blockLength, sequence, encrypted } = each;
    return [{ direction, type, length, padLength, macLength, blockLength, sequence, encrypted }];
  });
  return { kind: 'ssh-packets', packets };
}

/** A shell behind a request for X11 forwarding, or undefined where none was asked for. */
export function readSshX11(text: string): SshX11Observation | undefined {
  const facts = readSshFacts(text);
  const answer = facts.flatMap((each) => (each.fact === 'x11' ? [each.answer] : [])).at(-1);
  const shell = facts.flatMap((each) => (each.fact === 'x11-shell' ? [each.opened] : [])).at(-1);
  if (shell === undefined) return undefined;
  return { kind: 'ssh-x11', ...(answer === undefined ? {} : { answer }), shell };
}

/** A command's result, from the bytes that came on its channel (latin-1) and the facts. */
export function readSshExec(output: string, text: string): SshExecObservation {
  let exitStatus: number | undefined;
  for (const each of readSshFacts(text)) {
    if (each.fact === 'exit-status') exitStatus = each.status;
  }
  return { kind: 'ssh-exec', output, ...(exitStatus === undefined ? {} : { exitStatus }) };
}

export function endOf(facts: readonly SshFactLine[]): SshEnd | undefined {
  let disconnect: { reason: number; description: string } | undefined;
  for (const each of facts) {
    if (each.fact === 'disconnect') disconnect = { reason: each.reason, description: each.description };
    if (each.fact === 'end') return { by: each.by, ...disconnect };
  }
  return undefined;
}
