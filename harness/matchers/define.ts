import { z } from 'zod';
import type { Json } from '../../bench/pco.ts';
import type { Match, Matcher } from '../matcher.ts';

/** Every observation says of what kind it is. */
interface Observed {
  readonly kind: string;
}

/** Makes matchers of one name: from what a suite expects, and again from what the journal holds of it. */
export interface MatcherFactory<Observation, Args extends readonly unknown[]> {
  (...expected: Args): Matcher<Observation>;
  /** Throws where `expected` is not what this matcher takes. */
  readonly fromJson: (expected: Json) => Matcher;
}

/**
 * Defines a matcher. `kinds` are the observations that it can be put to; any other does not match, whatever
 * is expected, so that no expectation of an absence is met by looking at the wrong thing.
 */
export function defineMatcher<Observation extends Observed, Expected extends Json>(
  name: string,
  kinds: readonly Observation['kind'][],
  schema: z.ZodType<Expected>,
  match: (expected: Expected, observation: Observation) => Match,
  inWords?: (expected: Expected) => string,
): MatcherFactory<Observation, [expected: Expected]> {
  const make = (expected: Expected): Matcher<Observation> => ({
    name,
    expected,
    ...(inWords === undefined ? {} : { wanted: inWords(expected) }),
    match: (observation) => {
      const kind = kindOf(observation);
      if (kind !== undefined && kinds.includes(kind)) return match(expected, observation);
      return {
        matches: false,
        got: `an observation of kind ${kind ?? 'unknown'}, not ${kinds.join(' or ')}`,
      };
    },
  });
  return Object.assign(make, { fromJson: (expected: Json) => make(schema.parse(expected)) as Matcher });
}

/** Defines a matcher that has only one thing to expect. */
export function defineFact<Observation extends Observed>(
  name: string,
  kinds: readonly Observation['kind'][],
  match: (observation: Observation) => Match,
): MatcherFactory<Observation, []> {
  const withTrue = defineMatcher<Observation, true>(name, kinds, z.literal(true), (_, observation) =>
    match(observation),
  );
  return Object.assign(() => withTrue(true), { fromJson: withTrue.fromJson });
}

function kindOf(observation: unknown): string | undefined {
  const kind = (observation as { kind?: unknown } | null | undefined)?.kind;
  return typeof kind === 'string' ? kind : undefined;
}
