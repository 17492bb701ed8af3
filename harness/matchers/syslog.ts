import { z } from 'zod';
import type { SyslogMessagesObservation } from '../../bench/syslog-listener.ts';
import { defineMatcher } from './define.ts';
import { regularExpression } from './regular-expression.ts';

type Logged = {
  /** A regular expression that is found in the text. */
  readonly pattern: string;
  /** 0 (emergencies) to 7 (debugging). */
  readonly severity: number;
};

/** At least one message of that severity came, whose text is so. */
export const syslogged = defineMatcher<SyslogMessagesObservation, Logged>(
  'syslogged',
  ['syslog-messages'],
  z.strictObject({ pattern: regularExpression, severity: z.int().min(0).max(7) }),
  ({ pattern, severity }, { messages, lost }) => {
    const awaited = new RegExp(pattern);
    const alike = messages.filter(({ text }) => awaited.test(text));
    const others = [...new Set(alike.map((message) => message.severity ?? 'none'))].join(', ');
    return {
      matches: alike.some((message) => message.severity === severity),
      got: `${messages.length} messages, ${alike.length} of them so${alike.length === 0 ? '' : `, of severity ${others}`}${lost === 0 ? '' : `; ${lost} lost`}`,
    };
  },
);
