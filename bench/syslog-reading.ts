import { z } from 'zod';
import { lookedFact, lostFact } from './aaa-facts.ts';
import { endpointSchema } from './endpoint.ts';
import { factLine, factsIn } from './fact-line.ts';
import type { SyslogMessage, SyslogMessagesObservation, SyslogUntil } from './syslog-listener.ts';

/** What the syslog listener received, as the lines of JSON that it puts on its tape. */

const fact = z.discriminatedUnion('fact', [
  z.object({
    fact: z.literal('message'),
    at: z.number(),
    client: endpointSchema,
    /** The datagram, latin-1. */
    raw: z.string(),
  }),
  lookedFact,
  lostFact,
]);

export type SyslogFact = z.infer<typeof fact>;

export function writeSyslogFact(seen: SyslogFact): string {
  return factLine(seen);
}

/** All messages in a recording. */
export function readSyslogMessages(text: string): SyslogMessagesObservation {
  const messages: SyslogMessage[] = [];
  let lost = 0;
  for (const each of factsIn(text, (json) => fact.parse(json))) {
    if (each.fact === 'lost') lost += each.count;
    else if (each.fact === 'message') {
      const { at, client, raw } = each;
      messages.push({ at, client, ...readSyslog(raw) });
    }
  }
  return { kind: 'syslog-messages', messages, lost };
}

/** 23 facilities of 8 severities each, and 7 (RFC 3164, section 4.1.1). */
const highestPriority = 191;

function readSyslog(raw: string): Omit<SyslogMessage, 'at' | 'client'> {
  const found = /^<(0|[1-9]\d{0,2})>/.exec(raw);
  const priority = Number(found?.[1] ?? Number.NaN);
  if (found === null || priority > highestPriority) {
    return { malformed: 'it does not begin with a priority, <0> to <191>', text: raw };
  }
  return { facility: priority >> 3, severity: priority & 7, text: raw.slice(found[0].length) };
}

/** Whether what is awaited has come. */
export function isSyslogReached(
  { messages }: SyslogMessagesObservation,
  { count = 1, pattern, severity }: SyslogUntil,
): boolean {
  const awaited = pattern === undefined ? undefined : new RegExp(pattern);
  const found = messages.filter(
    (message) =>
      (awaited === undefined || awaited.test(message.text)) &&
      (severity === undefined || message.severity === severity),
  );
  return found.length >= count;
}
