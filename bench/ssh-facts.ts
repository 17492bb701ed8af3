import { z } from 'zod';

/** Facts on the tape of an SSH client (bench/ssh-reading.ts) of what it asked for beyond a login. */

const endpoint = z.object({ address: z.string(), port: z.int() });

export const requestFacts = [
  /** A message that wants an answer, and the answer; `orElse`: asked for in place of what was refused. */
  z.object({
    fact: z.literal('request'),
    what: z.string(),
    answer: z.enum(['granted', 'refused', 'ended']),
    orElse: z.literal(true).optional(),
    reason: z.int().optional(),
    description: z.string().optional(),
  }),
  z.object({ fact: z.literal('flows'), to: endpoint, count: z.int().nonnegative() }),
  /** What a shell prints is read from here on. */
  z.object({ fact: z.literal('reading') }),
  z.object({ fact: z.literal('listening'), listening: z.boolean() }),
] as const;

export const rawFacts = [
  /** Bytes that came, each a character (latin-1). */
  z.object({ fact: z.literal('raw'), received: z.string() }),
  /** From the last of what was sent to the end; milliseconds of the bench's clock. */
  z.object({ fact: z.literal('lasted'), milliseconds: z.number().nonnegative() }),
  z.object({ fact: z.literal('udp'), answer: z.enum(['datagram', 'unreachable', 'none']) }),
] as const;
