/** By transcript: all that a parser is to find in it, but for the lines that it does not know. */
export type FactsOf<Shown> = Readonly<Record<string, Omit<Shown, 'unknown'>>>;
