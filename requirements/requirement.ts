/** One alternative of what a requirement wants to see, in one line of output. */
export interface Expectation {
  /** The exact line, blanks collapsed. */
  readonly line?: string;
  /** ECMAScript regular expression for one trimmed output line. */
  readonly re: string;
  readonly source: 'guide' | 'guide-repaired' | 'derived' | 'external';
  /** Must not appear. */
  readonly absent?: boolean;
  /** May appear. */
  readonly optional?: boolean;
  /** Accepted instead of the items that `instead_of` names (indexes from 0). */
  readonly alternative?: boolean;
  readonly instead_of?: readonly number[];
  /** Which command or channel prints it; absent: whatever is judged. */
  readonly where?: string;
  readonly from?: string;
  readonly real?: string;
  readonly seen_in?: readonly string[];
  readonly repaired_from?: string;
  /** The line may go on in the next one, which then matches the item with `continuation`. */
  readonly continued?: boolean;
  readonly continuation?: boolean;
  /** Met by at least so many lines of one text; 1 where absent. */
  readonly count?: number;
}

/** One testable statement of the guide: an entry of the registry. Prose is in our own words. */
export interface Requirement {
  readonly id: string;
  readonly chapter: number;
  readonly section: string;
  readonly page: string;
  readonly lines: string;
  readonly kind: string;
  /** The suite that is to decide it. */
  readonly suite: string;
  readonly statement: string;
  readonly command?: string;
  readonly example?: string;
  /** The example as printed, where `example` mends it. */
  readonly example_printed?: string;
  /** The lines of a whole example configuration. */
  readonly config?: readonly string[];
  readonly config_repairs?: readonly { readonly line: string; readonly printed: string }[];
  /** Those of `config` that are sent, and those that are not, with the reason. */
  readonly applied?: readonly string[];
  readonly not_applied?: readonly { readonly reason: string; readonly lines: readonly string[] }[];
  /** Values with which the check is to be repeated. */
  readonly variants?: readonly string[];
  readonly mode: string;
  readonly prompt?: string;
  readonly leads_to?: string;
  readonly prompt_after?: string;
  readonly expect: readonly Expectation[];
  readonly check: {
    readonly stimulus: string;
    readonly channels: readonly string[];
    readonly fail: string;
  };
  readonly judge?: string;
  readonly needs: readonly string[];
  readonly hazard: readonly string[];
  /** Rough duration on hardware at 9600 baud. */
  readonly seconds: number;
  readonly negative: readonly string[];
  readonly ambiguity?: string;
  readonly note?: string;
  readonly same_as?: string;
  readonly related?: readonly string[];
}

/** One documented procedure, example or section, and the suite that carries it out. */
export interface Procedure {
  /** P05, E12 or D03, as in the guide's catalogue. */
  readonly number: string;
  readonly title: string;
  readonly chapter: string;
  readonly pages: string;
  readonly suite: string;
}

/** A guide as data. */
export interface Registry {
  readonly guide: string;
  readonly requirements: ReadonlyMap<string, Requirement>;
  readonly procedures: readonly Procedure[];
}
