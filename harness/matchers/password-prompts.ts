import { z } from 'zod';
import type { CliObservation } from '../../bench/console.ts';
import { defineMatcher } from './define.ts';

/** How often the command asked for a password: one of these counts. */
export const passwordPrompts = defineMatcher<CliObservation, readonly number[]>(
  'passwordPrompts',
  ['cli'],
  z.array(z.int().nonnegative()).min(1),
  (expected, observation) => {
    const asked = passwordsAsked(observation);
    return { matches: expected.includes(asked), got: `${asked} prompts, then ${observation.promptAfter}` };
  },
);

/** Prompts that were answered. */
function passwordsAsked({ dialog }: CliObservation): number {
  return dialog.filter(({ question }) => /password:\s*$/i.test(question)).length;
}
