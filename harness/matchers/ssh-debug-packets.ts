import { z } from 'zod';
import { type DebugOutput, debugOutput, sshDebugOf } from '../debug/debug-lines-of.ts';
import { sequenceFindings, sequenceNumbers } from '../debug/sequence-numbers.ts';
import type { SshDebugLine } from '../debug/ssh-debug-lines.ts';
import { type Reception, receivingOf } from '../debug/ssh-receptions.ts';
import { defineMatcher } from './define.ts';
import { matchOf } from './findings.ts';

/** Matchers of the packet lines of `debug ip ssh`, of one session. */

const smallestPadding = 4;
const paddingEnd = 256;
const plainBlock = 8;

/**
 * The figures of the lines on received packets obey the protocol (RFC 4253 section 6): block and need make the
 * length, the length is made of blocks, padding lies within its bounds, reads add up to packets and MACs, and block
 * and MAC are those of plain text before NEWKEYS and the negotiated ones after it. `split`: so many packets at least
 * came in more than one read.
 */
export const receiptsAddUp = defineMatcher<
  DebugOutput,
  { readonly block: number; readonly macLength: number; readonly split?: number }
>(
  'receiptsAddUp',
  debugOutput,
  z.strictObject({
    block: z.int().positive(),
    macLength: z.int().nonnegative(),
    split: z.int().positive().exactOptional(),
  }),
  (expected, output) => {
    const { receptions, read, unread } = receivingOf(sshDebugOf(output));
    const findings = receptions.flatMap((each, index) =>
      receptionFindings(each, expected).map((finding) => `packet ${index + 1}: ${finding}`),
    );
    const taken = receptions.reduce(
      (sum, { length, partials }) => sum + length + (partials.at(-1)?.macLength ?? 0),
      0,
    );
    if (receptions.length === 0) findings.push('no packet received');
    if (unread > 0) findings.push(`${unread} packets of which nothing had been read`);
    if (read !== taken) findings.push(`${read} bytes read, and packets with MACs of ${taken}`);
    const split = receptions.filter(({ reads }) => reads > 1).length;
    if (split < (expected.split ?? 0)) findings.push(`${split} packets in more than one read`);
    return matchOf(findings, `${receptions.length} packets of ${taken} bytes with their MACs`);
  },
);

function receptionFindings(
  { length, partials, padLength, mac, encrypted, reads }: Reception,
  expected: { readonly block: number; readonly macLength: number },
): string[] {
  const block = encrypted ? expected.block : plainBlock;
  const macLength = encrypted ? expected.macLength : 0;
  const findings: string[] = [];
  if (partials.length === 0) findings.push('no line on its progress');
  if (partials.length < reads) findings.push(`${reads} reads, ${partials.length} lines on its progress`);
  for (const partial of partials) {
    if (partial.block !== block) findings.push(`block of ${partial.block}`);
    if (partial.macLength !== macLength) findings.push(`maclen ${partial.macLength}`);
    if (partial.block + partial.needed !== length)
      findings.push(`${partial.block} and ${partial.needed} are not ${length}`);
  }
  if (length % block !== 0) findings.push(`length ${length} is not made of blocks of ${block}`);
  if (padLength === undefined) findings.push('no padding');
  else if (padLength < smallestPadding || padLength >= paddingEnd) findings.push(`padding of ${padLength}`);
  if (encrypted !== (mac !== undefined)) findings.push(encrypted ? 'no MAC checked' : 'a MAC checked');
  return findings;
}

const packetSchema = z.strictObject({
  type: z.int(),
  length: z.int(),
  padLength: z.int(),
});
type Packet = Readonly<z.infer<typeof packetSchema>>;

/**
 * The packets that the client sent and received are those that the lines tell, in their order; what comes behind
 * them may be told too. `types`: the lines name the type of each packet received.
 */
export const packetsDebugged = defineMatcher<
  DebugOutput,
  { readonly sent?: readonly Packet[]; readonly received?: readonly Packet[]; readonly types?: boolean }
>(
  'packetsDebugged',
  debugOutput,
  z
    .strictObject({
      sent: z.array(packetSchema).min(1).readonly().exactOptional(),
      received: z.array(packetSchema).min(1).readonly().exactOptional(),
      types: z.boolean().exactOptional(),
    })
    .refine(({ sent, received }) => sent !== undefined || received !== undefined, 'expects nothing'),
  ({ sent = [], received = [], types = false }, output) => {
    const lines = sshDebugOf(output);
    const { receptions } = receivingOf(lines);
    const findings = sent.flatMap((packet, index) => {
      const told = receptions[index];
      const same =
        told?.length === packet.length &&
        told.padLength === packet.padLength &&
        (!types || told.type === packet.type);
      return same
        ? []
        : [`sent ${shown(packet)}, told ${told === undefined ? 'nothing' : shownReception(told, types)}`];
    });
    const answers = lines.flatMap(({ fact }) => (fact.what === 'sent' ? [fact] : []));
    received.forEach((packet, index) => {
      const told = answers[index];
      if (told?.length === packet.length && told.padLength === packet.padLength) return;
      const got = told === undefined ? 'nothing' : `length ${told.length}, padding ${told.padLength}`;
      findings.push(`received ${shown(packet)}, told ${got}`);
    });
    return matchOf(findings, `${receptions.length} received, ${answers.length} sent`);
  },
  ({ sent = [], received = [] }) =>
    `the ${sent.length} packets that the client sent and the ${received.length} that it received, with their figures`,
);

function shown({ type, length, padLength }: Packet): string {
  return `type ${type}, length ${length}, padding ${padLength}`;
}

function shownReception({ type, length, padLength }: Reception, types: boolean): string {
  return `${types ? `type ${type ?? 'unnamed'}, ` : ''}length ${length}, padding ${padLength ?? 'unnamed'}`;
}

/** MACs are checked and made from these sequence numbers on, without a gap, and all checked ones are right. */
export const macsCounted = defineMatcher<DebugOutput, { readonly in: number; readonly out: number }>(
  'macsCounted',
  debugOutput,
  z.strictObject({ in: z.int().nonnegative(), out: z.int().nonnegative() }),
  (expected, output) => {
    const lines = sshDebugOf(output);
    const wrong = lines.flatMap(({ fact, line }) =>
      fact.what === 'MAC checked' && fact.result !== 'ok' ? [`"${line}"`] : [],
    );
    const checked = sequenceNumbers(lines, 'MAC checked');
    const made = sequenceNumbers(lines, 'MAC made');
    const findings = [
      ...wrong,
      ...sequenceFindings('MAC checked', checked, expected.in),
      ...sequenceFindings('MAC made', made, expected.out),
    ];
    return matchOf(findings, `${checked.length} checked, ${made.length} made`);
  },
);

/**
 * The packet of this sequence number and those behind it are not told to have a right MAC, while the one before is.
 * `ends`: the lines tell how the session ended, and not that it did normally.
 */
export const wrongMacTold = defineMatcher<
  DebugOutput,
  { readonly sequence: number; readonly ends?: boolean }
>(
  'wrongMacTold',
  debugOutput,
  z.strictObject({ sequence: z.int().positive(), ends: z.boolean().exactOptional() }),
  ({ sequence, ends = false }, output) => {
    const lines = sshDebugOf(output);
    const findings = lines.flatMap(({ fact, line }) =>
      (fact.what === 'MAC checked' && fact.result === 'ok' && fact.sequence >= sequence) ||
      fact.what === 'terminated'
        ? [`"${line}"`]
        : [],
    );
    if (!sequenceNumbers(lines, 'MAC checked').includes(sequence - 1))
      findings.push(`no MAC #${sequence - 1} before it`);
    if (ends && !lines.some(({ fact }) => fact.what === 'disconnected'))
      findings.push('no end of the session');
    return matchOf(findings, lines.at(-1)?.line ?? '');
  },
);

/** So many packets came, each answered by at least one packet before the next came. */
export const keystrokesDebugged = defineMatcher<DebugOutput, number>(
  'keystrokesDebugged',
  debugOutput,
  z.int().positive(),
  (expected, output) => {
    const lines = sshDebugOf(output);
    const { receptions } = receivingOf(lines);
    const unanswered = answersBetween(lines).filter((answers) => answers === 0).length;
    const findings: string[] = [];
    if (receptions.length !== expected) findings.push(`${receptions.length} packets received`);
    if (unanswered > 0) findings.push(`${unanswered} of them without a packet sent before the next`);
    return matchOf(findings, `${receptions.length} packets received, each answered`);
  },
);

/** How many packets were sent behind each packet that was received. */
function answersBetween(lines: readonly SshDebugLine[]): number[] {
  const answers: number[] = [];
  for (const { fact } of lines) {
    if (fact.what === 'packet length') answers.push(0);
    else if (fact.what === 'sent' && answers.length > 0) answers.push((answers.pop() ?? 0) + 1);
  }
  return answers;
}
