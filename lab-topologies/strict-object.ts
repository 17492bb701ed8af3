import { z } from 'zod';

/**
 * An object that knows all its keys. The message of its `unrecognized_keys` issue is the list of the known
 * keys, from which the reader of the file (yaml-file.ts) makes its suggestion.
 *
 * `expected` says in words what the object is, for when something else stands in its place.
 */
export function strictObject<Shape extends z.core.$ZodLooseShape>(shape: Shape, expected?: string) {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys') return Object.keys(shape).join(', ');
      return issue.input === undefined ? undefined : expected;
    },
  });
}
