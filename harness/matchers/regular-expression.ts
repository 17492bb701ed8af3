import { z } from 'zod';

/** The source of a regular expression: a string that compiles. */
export const regularExpression = z.string().refine((source) => {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}, 'does not compile');
