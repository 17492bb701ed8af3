import { z } from 'zod';
import { factLine, factsIn } from './fact-line.ts';
import type { OtpChallengeObservation } from './otp-server.ts';

/** The challenges that the one-time password server made, as lines of JSON on its tape. */

const fact = z.object({
  fact: z.literal('challenge'),
  form: z.enum(['token', 'otp-md5']),
  challenge: z.string(),
  response: z.string(),
});

export type OtpFact = z.infer<typeof fact>;

export function writeOtpFact(made: OtpFact): string {
  return factLine(made);
}

/** The last challenge of a recording. */
export function readOtpChallenge(text: string): OtpChallengeObservation | undefined {
  const last = factsIn(text, (json) => fact.parse(json)).at(-1);
  if (last === undefined) return undefined;
  const { form, challenge, response } = last;
  return { kind: 'otp-challenge', form, challenge, response };
}
