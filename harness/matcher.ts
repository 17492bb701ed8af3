import type { Json } from '../bench/pco.ts';

export interface Match {
  readonly matches: boolean;
  /** What was observed, in the terms of what was expected, for the person who reads the report. */
  readonly got: string;
}

/**
 * A named question with an expected value that is put to an observation. It can be put again by the auditor,
 * from the journal alone: so it is a pure function of both.
 */
export interface Matcher<Observation = unknown> {
  readonly name: string;
  readonly expected: Json;
  /** What is expected in words, where its JSON would be too much for the person who reads the report. */
  readonly wanted?: string;
  match(observation: Observation): Match;
}
