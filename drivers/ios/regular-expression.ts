import { PcoError } from '../../bench/errors.ts';

/** Throws PcoError for what is none. */
export function regularExpression(source: string): RegExp {
  try {
    return new RegExp(source);
  } catch (error) {
    throw new PcoError('a pattern is no regular expression', {
      expected: 'an ECMAScript regular expression',
      got: `${source}: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
}
