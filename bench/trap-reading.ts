import { z } from 'zod';
import { walkAnswer } from './snmp/answer.ts';
import { isDiscovery, walkMessage } from './snmp/message.ts';
import { readNotification } from './snmp/notification.ts';
import type { SnmpGetObservation, Trap, TrapsObservation } from './trap-listener.ts';

/**
 * What the trap listener saw, as the lines of JSON that it puts on its tape, and what is read from them again: an
 * observation is a fold of the lines in its spans, so the auditor can make it anew from the journal alone.
 * No key is in any of them.
 */

/**
 * What net-snmp made of the same bytes: it read the same; it read something else; it failed, with the name of its
 * error; or it was not asked.
 */
const opinion = z.union([
  z.literal('same'),
  z.literal('not-asked'),
  z.object({ differs: z.array(z.string()).readonly() }),
  z.object({ error: z.string() }),
]);
export type Opinion = z.infer<typeof opinion>;

const fact = z.discriminatedUnion('fact', [
  z.object({
    fact: z.literal('datagram'),
    at: z.number(),
    sender: z.object({ address: z.string(), port: z.int() }),
    /** Why it was not let in. */
    refused: z.string().optional(),
    netSnmp: opinion,
    /** How many octets it had, where it was too long to be kept whole. */
    length: z.int().optional(),
    /** Hex. */
    raw: z.string(),
    /** The scoped PDU of an encrypted message, decrypted, hex. */
    scoped: z.string().optional(),
  }),
  /** Datagrams that were counted and not kept. */
  z.object({ fact: z.literal('lost'), count: z.int().positive() }),
  /** How a GetRequest ended. */
  z.object({ fact: z.literal('get-answer'), at: z.number(), netSnmp: opinion, raw: z.string() }),
  z.object({ fact: z.literal('get-silent') }),
  z.object({ fact: z.literal('get-failed'), detail: z.string() }),
]);

export type TrapFact = z.infer<typeof fact>;
export type DatagramFact = Extract<TrapFact, { fact: 'datagram' }>;

/** ASCII only, so that a place in the line is the same place in its bytes. */
export function writeTrapFact(seen: TrapFact): string {
  const ascii = JSON.stringify(seen).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${ascii}\n`;
}

/** The facts in a recording; a line that is none throws, because only the driver writes there. */
function readFacts(text: string): TrapFact[] {
  return text
    .split('\n')
    .filter((each) => each !== '')
    .map((each) => fact.parse(JSON.parse(each)));
}

/** All notifications in a recording, and all else that came to the listener but for version 3's discovery of engines. */
export function readTraps(text: string): TrapsObservation {
  const traps: Trap[] = [];
  let lost = 0;
  for (const each of readFacts(text)) {
    if (each.fact === 'lost') lost += each.count;
    if (each.fact !== 'datagram') continue;
    const trap = readDatagram(each);
    if (trap !== undefined) traps.push(trap);
  }
  return { kind: 'traps', traps, lost };
}

/** Undefined where the datagram only asks who the listener is (RFC 3414 section 4). */
export function readDatagram(datagram: DatagramFact): Trap | undefined {
  const { at, sender, raw, refused, netSnmp, length } = datagram;
  const seen = { at, sender, raw };
  const bytes = Buffer.from(raw, 'hex');
  if (length !== undefined) {
    const cut = `the datagram has ${length} octets; more than the first ${bytes.length} were not kept`;
    return { ...seen, malformed: [cut], ...(refused === undefined ? {} : { refused }) };
  }
  const scoped = datagram.scoped === undefined ? undefined : Buffer.from(datagram.scoped, 'hex');
  const walk = walkMessage(bytes, scoped);
  if (refused !== undefined) return { ...seen, malformed: walk.findings, refused };
  if (walk.findings.length === 0 && isDiscovery(walk.message)) return undefined;
  const notification = walk.message === undefined ? undefined : readNotification(walk.message);
  const malformed = [...walk.findings, ...(notification?.findings ?? []), ...disagreement(netSnmp)];
  const message = notification?.message;
  if (message === undefined && malformed.length === 0)
    malformed.push('its scoped PDU could not be decrypted');
  return { ...seen, malformed, ...(message === undefined ? {} : { message }) };
}

/** How the agent answered the one GetRequest in a recording, or undefined where there is none. */
export function readSnmpGet(text: string): SnmpGetObservation | undefined {
  const kind = 'snmp-get';
  for (const each of readFacts(text)) {
    if (each.fact === 'get-silent') return { kind, outcome: 'silent', varbinds: [] };
    if (each.fact === 'get-failed') return { kind, outcome: 'error', detail: each.detail, varbinds: [] };
    if (each.fact !== 'get-answer') continue;
    const { findings, errorStatus, varbinds } = walkAnswer(Buffer.from(each.raw, 'hex'));
    const wrong = [...findings, ...disagreement(each.netSnmp)];
    if (wrong.length > 0)
      return { kind, outcome: 'error', detail: `malformed: ${wrong.join('; ')}`, varbinds };
    if (errorStatus !== 'noError') return { kind, outcome: 'error', detail: errorStatus, varbinds };
    return { kind, outcome: 'answered', varbinds };
  }
  return undefined;
}

function disagreement(netSnmp: Opinion): readonly string[] {
  if (netSnmp === 'same' || netSnmp === 'not-asked') return [];
  if ('error' in netSnmp) return [`net-snmp could not read it: ${netSnmp.error}`];
  return netSnmp.differs.map((each) => `net-snmp reads it otherwise: ${each}`);
}
