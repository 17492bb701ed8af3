import { z } from 'zod';
import type { HelpObservation } from '../../bench/console.ts';
import { defineMatcher } from './define.ts';

/** `?` after the beginning of a command offers each of these words. */
export const helpOffers = defineMatcher<HelpObservation, readonly string[]>(
  'helpOffers',
  ['help'],
  z.array(z.string().min(1)).min(1).readonly(),
  (expected, { lines }) => {
    const offered = lines.flatMap(({ text, asynchronous }) => {
      const word = /^ {0,4}(\S+)(?: {2,}|$)/.exec(text)?.[1];
      return asynchronous === 'yes' || word === undefined ? [] : [word];
    });
    return {
      matches: expected.every((word) => offered.includes(word)),
      got: offered.length === 0 ? lines.map(({ text }) => text).join(' / ') : offered.join(' '),
    };
  },
);
