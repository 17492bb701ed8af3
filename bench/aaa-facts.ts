import { z } from 'zod';
import type { AaaStoredObservation } from './aaa-dialogue.ts';
import { factsIn } from './fact-line.ts';

/** Parts of what the AAA servers put on their tapes. */

export const answerSchema = z.enum(['right', 'wrong', 'empty']);

/** Somebody asked, and this is all that there was. So that even nothing has something to show. */
export const lookedFact = z.object({ fact: z.literal('looked'), at: z.number() });
/** What was counted and not kept. */
export const lostFact = z.object({ fact: z.literal('lost'), count: z.int().positive() });
/** Which of the texts that were asked about is the stored password. */
export const storedFact = z.object({
  fact: z.literal('stored'),
  username: z.string(),
  which: z.int(),
  logins: z.int(),
});

/** The last answer about a stored password in a recording. */
export function readAaaStored(text: string): AaaStoredObservation | undefined {
  const facts = factsIn(text, (json) => storedFact.safeParse(json).data).filter((each) => each !== undefined);
  const last = facts.at(-1);
  if (last === undefined) return undefined;
  const { username, which, logins } = last;
  return { kind: 'aaa-stored', username, which, logins };
}
