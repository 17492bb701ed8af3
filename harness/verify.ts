import type { Json, RoleName } from '../bench/pco.ts';
import type { Recorded } from '../bench/recorded.ts';
import type { Matcher } from './matcher.ts';

/** Puts what was observed to the test of a requirement; each call is one check and is journalled. */
export interface Verify<Id extends string = string> {
  /** By the registry's patterns: each required one must be met in one of the observations, no `absent` one in any. */
  (requirement: Id, ...observed: Recorded<Json>[]): void;
  /** By a named matcher, for what no pattern can say. */
  by<Observation extends Json>(
    requirement: Id,
    matcher: Matcher<Observation>,
    observed: Recorded<Observation>,
  ): void;
  /** A check that cannot be made on this bench: inconclusive, accepted where the topology foresaw it. */
  without(requirement: Id, role: RoleName, check: string): void;
  /** A check that this platform or release does not claim to pass, by a fact of its profile. */
  notApplicable(requirement: Id, fact: string): void;
  /** Kept beside the verdict: which of the accepted readings was observed. */
  record(requirement: Id, name: string, value: Json): void;
}
