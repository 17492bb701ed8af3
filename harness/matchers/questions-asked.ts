import { z } from 'zod';
import type { CliObservation } from '../../bench/console.ts';
import { defineMatcher } from './define.ts';

/**
 * The questions that a command asked and that were answered: these in this order, and no more. Of one with several lines it is the last;
 * blanks at its end do not count.
 */
export const questionsAsked = defineMatcher<CliObservation, readonly string[]>(
  'questionsAsked',
  ['cli'],
  z.array(z.string().min(1)).readonly(),
  (expected, { dialog, promptAfter }) => {
    const asked = dialog.map(({ question }) => question.trim());
    return {
      matches:
        asked.length === expected.length &&
        expected.every((question, index) => asked[index] === question.trim()),
      got: `${asked.length === 0 ? 'no question' : asked.join(' ')}, then ${promptAfter}`,
    };
  },
);
