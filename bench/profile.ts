export type FactValue = string | number | boolean | readonly string[];

/** One thing that a platform and release claims, and who says so. */
export interface Fact {
  readonly value: FactValue;
  readonly source: string;
}

/** What a platform and release claims to support (the PICS): decides not-applicable, ranges and defaults. */
export interface Profile {
  readonly platform: string;
  readonly release: string;
  readonly facts: Readonly<Record<string, Fact>>;
}
