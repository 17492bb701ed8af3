import { z } from 'zod';
import type { AaaStoredObservation } from '../../bench/aaa-dialogue.ts';
import { defineMatcher } from './define.ts';

/** Which of the texts that were asked about the server has as the user's password, and after how many logins. */
export const passwordStored = defineMatcher<
  AaaStoredObservation,
  { readonly which: number; readonly logins?: number }
>(
  'passwordStored',
  ['aaa-stored'],
  z.strictObject({ which: z.int().min(-1), logins: z.int().nonnegative().exactOptional() }),
  ({ which, logins }, stored) => ({
    matches: stored.which === which && (logins === undefined || stored.logins === logins),
    got: `${stored.which < 0 ? 'none of them' : `text ${stored.which}`} after ${stored.logins} logins of ${stored.username}`,
  }),
);
