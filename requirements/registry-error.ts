/** The registry's own files are wrong: every problem, each with the file and the entry it is in. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`the registry is wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}
