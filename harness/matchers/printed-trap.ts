import { z } from 'zod';
import type { TranscriptObservation } from '../../bench/console.ts';
import { endpointSchema } from '../../bench/endpoint.ts';
import type { Match } from '../matcher.ts';
import { type PrintedTrap, printedTrapOf, printedTraps } from '../printed-trap.ts';
import { defineFact, defineMatcher } from './define.ts';

/** Matchers of what a console printed by itself while it was watched. */

const transcript = ['transcript'] as const;
const expectedSchema = z.strictObject({
  session: z.strictObject({ local: endpointSchema, remote: endpointSchema }),
  queuedTo: z.string().optional(),
  header: z
    .strictObject({
      enterprise: z.string(),
      addresses: z.array(z.string()).min(1).readonly(),
      generic: z.int(),
      specific: z.int(),
    })
    .optional(),
  /** Names without the index of session or line, in their order: `tcpConnEntry.1`. */
  variables: z.array(z.string()).min(1).readonly().optional(),
  /** Of the variables that a TCP connection indexes: it is this one. */
  index: z.literal(true).optional(),
  sentTo: z.string().optional(),
  /** Queuing line, header, variables, sent line: all, and in this order. */
  whole: z.literal(true).optional(),
});

export type ExpectedPrint = Readonly<z.infer<typeof expectedSchema>>;

/** The notification of this session's end is printed, with what is expected of it. */
export const trapPrinted = defineMatcher<TranscriptObservation, ExpectedPrint>(
  'trapPrinted',
  transcript,
  expectedSchema,
  (expected, { lines }) => {
    const trap = printedTrapOf(lines, expected.session.remote);
    if (trap === undefined) {
      return { matches: false, got: `${printedTraps(lines).length} notifications printed, none of them its` };
    }
    const findings = findingsOf(trap, expected);
    return {
      matches: findings.length === 0,
      got: findings.length === 0 ? 'that print' : findings.join('; '),
    };
  },
  ({ session: { remote } }) =>
    `debug snmp packet to print the trap of the session from ${remote.address}:${remote.port} as the guide does`,
);

/** The line that was waited for came. */
export const watchedLineCame = defineFact<TranscriptObservation>(
  'watchedLineCame',
  transcript,
  ({ complete, lines }): Match => ({
    matches: complete,
    got: complete ? 'it came' : `${lines.length} lines, none of them it`,
  }),
);

function findingsOf(trap: PrintedTrap, expected: ExpectedPrint): string[] {
  const findings: string[] = [];
  const { local, remote } = expected.session;
  const { header } = trap;
  if (expected.queuedTo !== undefined && trap.queuedTo !== expected.queuedTo)
    findings.push(`queued to ${trap.queuedTo ?? 'nobody'}`);
  if (expected.sentTo !== undefined && trap.sentTo !== expected.sentTo)
    findings.push(`sent to ${trap.sentTo ?? 'nobody'}`);
  if (expected.header !== undefined) {
    const { enterprise, addresses, generic, specific } = expected.header;
    const right =
      header?.enterprise === enterprise &&
      addresses.includes(header.address) &&
      header.generic === generic &&
      header.specific === specific;
    if (!right)
      findings.push(
        header === undefined
          ? 'no header'
          : `header ent ${header.enterprise}, addr ${header.address}, gentrap ${header.generic}, spectrap ${header.specific}`,
      );
  }
  const index = `.${local.address}.${local.port}.${remote.address}.${remote.port}`;
  if (expected.variables !== undefined) {
    const names = trap.variables.map(({ name }) => withoutIndex(name));
    if (names.join(' ') !== expected.variables.join(' ')) findings.push(`variables ${names.join(' ')}`);
    const odd = trap.variables.filter(({ name, value }) => name.includes('tcpConn') && !/^\d+$/.test(value));
    findings.push(...odd.map(({ name, value }) => `${name} = ${value}, which is no number`));
  }
  if (expected.index === true) {
    const indexed = trap.variables.filter(({ name }) => name.includes('tcpConnEntry.'));
    const wrong = indexed.filter(({ name }) => !name.endsWith(index));
    findings.push(...wrong.map(({ name }) => `index of ${name}, not ${index.slice(1)}`));
    if (indexed.length === 0) findings.push('no variable of the TCP connection');
  }
  if (expected.whole === true) {
    const parts = [
      trap.queuedTo === undefined ? 'the queuing line' : undefined,
      header === undefined ? 'the header' : undefined,
      trap.variables.length === 0 ? 'the variables' : undefined,
      trap.sentTo === undefined ? 'the sent line' : undefined,
    ].filter((part) => part !== undefined);
    if (parts.length > 0) findings.push(`without ${parts.join(', ')} in their order`);
  }
  return findings;
}

/** `tcpConnEntry.1` of `tcpConnEntry.1.10.0.0.1.22.10.0.0.2.55246`, `local.9.2.1.18` of `local.9.2.1.18.2`. */
function withoutIndex(name: string): string {
  const connection = /^(l?tcpConnEntry\.\d+)(?:\.\d+){10}$/.exec(name);
  if (connection?.[1] !== undefined) return connection[1];
  return /^(local\.9\.3\.1\.1|local\.9\.2\.1\.18)\.[\d.]+$/.exec(name)?.[1] ?? name;
}
