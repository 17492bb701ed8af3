/**
 * A fact that a driver saw, as the line of JSON that it puts on its tape. ASCII only, so that a place in the line is
 * the same place in its bytes.
 */
export function factLine(fact: object): string {
  const ascii = JSON.stringify(fact).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${ascii}\n`;
}

/** The lines of a recording again, each read by `parse`, which throws for one that is none. */
export function factsIn<Fact>(text: string, parse: (json: unknown) => Fact): Fact[] {
  return text
    .split('\n')
    .filter((each) => each !== '')
    .map((each) => parse(JSON.parse(each)));
}
