import type { Expectation, Registry } from '../../requirements/requirement.ts';
import type { SourceSuite } from './suite-source.ts';

/** All that the linter looks at. */
export interface LintInput {
  readonly registry: Registry;
  readonly suites: readonly SourceSuite[];
  /** Names of the matchers that there are. */
  readonly matchers: readonly string[];
  /** Those of which a test shows what they reject. */
  readonly testedMatchers: ReadonlySet<string>;
  /** Requirement id, index of the pattern, lines that it must reject. */
  readonly rejections: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>>;
  /** Requirement id, printed forms that its ambiguity accepts. */
  readonly acceptedForms: Readonly<Record<string, readonly string[]>>;
}

/** Every problem, one a line; none when registry, suites and tests agree. */
export function findProblems(input: LintInput): string[] {
  return [
    ...claimProblems(input),
    ...input.suites.flatMap((suite) => checkProblems(suite, input)),
    ...matcherProblems(input),
    ...rejectionProblems(input),
    ...acceptedFormProblems(input),
  ];
}

function claimProblems({ registry, suites }: LintInput): string[] {
  const problems: string[] = [];
  const claimants = new Map<string, SourceSuite[]>();
  const names = new Set<string>();
  for (const suite of suites) {
    if (suite.name === '') problems.push(`${suite.file}: the suite's name is no literal`);
    if (names.has(suite.name)) problems.push(`${suite.file}: there is another suite called ${suite.name}`);
    names.add(suite.name);
    for (const id of claimsOf(suite)) {
      claimants.set(id, [...(claimants.get(id) ?? []), suite]);
      const requirement = registry.requirements.get(id);
      if (requirement === undefined) {
        problems.push(`${suite.file}: claims ${id}, which the registry does not have`);
      } else if (requirement.suite !== suite.name && !suite.sharedWith.includes(id)) {
        problems.push(
          `${suite.file}: claims ${id}, which belongs to suite ${requirement.suite}; say so in sharedWith, or leave it there`,
        );
      }
    }
  }
  for (const [id, claiming] of claimants) {
    const owner = registry.requirements.get(id)?.suite;
    const silent = claiming.filter(({ name, sharedWith }) => name !== owner && !sharedWith.includes(id));
    if (claiming.length > 1 && silent.length > 0) {
      problems.push(
        `${id} is claimed by ${claiming.map(({ name }) => name).join(' and ')}, and no sharedWith says so`,
      );
    }
  }
  return problems;
}

function checkProblems(suite: SourceSuite, { registry }: LintInput): string[] {
  return suite.steps.flatMap((step) => {
    const where = `${suite.file}:${step.line}`;
    const checked = new Set(step.checks.filter(({ by }) => by !== 'record').map(({ id }) => id));
    return [
      ...(step.requirements.length === 0 ? [`${where}: step ${step.title} declares no requirement`] : []),
      ...step.requirements
        .filter((id) => !checked.has(id))
        .map((id) => `${where}: step ${step.title} declares ${id} and has no check of it`),
      ...step.checks.flatMap(({ id, by, line }) => {
        const at = `${suite.file}:${line}`;
        if (id === '') return [`${at}: the requirement of a check is no literal`];
        if (!step.requirements.includes(id)) return [`${at}: checks ${id}, which its step does not declare`];
        const expect = registry.requirements.get(id)?.expect;
        return by === 'patterns' && expect !== undefined && !expect.some(canFail)
          ? [`${at}: ${id} has no pattern that could fail; use verify.by`]
          : [];
      }),
    ];
  });
}

function matcherProblems({ suites, matchers, testedMatchers }: LintInput): string[] {
  const used = new Map<string, string>();
  for (const { file, steps } of suites) {
    for (const { checks } of steps) {
      for (const { matcher, by, line } of checks) {
        if (by === 'by') used.set(matcher ?? '', `${file}:${line}`);
      }
    }
  }
  return [...used].flatMap(([name, where]) => {
    if (name === '') return [`${where}: the matcher is not called by its name`];
    if (!matchers.includes(name)) return [`${where}: there is no matcher ${name}`];
    return testedMatchers.has(name)
      ? []
      : [`${where}: no test in test/harness/matchers is called "${name} rejects …"`];
  });
}

/** Required patterns of covered requirements need lines that they reject, and must reject them. */
function rejectionProblems({ registry, suites, rejections }: LintInput): string[] {
  const judged = new Set(
    suites.flatMap(({ steps }) =>
      steps.flatMap(({ checks }) => checks.filter(({ by }) => by === 'patterns').map(({ id }) => id)),
    ),
  );
  const missing = [...judged].flatMap((id) =>
    (registry.requirements.get(id)?.expect ?? []).flatMap((item, index) =>
      canFail(item) && (rejections[id]?.[index] ?? []).length === 0
        ? [`${id} pattern ${index}: test/harness/pattern-rejections.ts has no line that it must reject`]
        : [],
    ),
  );
  const wrong = Object.entries(rejections).flatMap(([id, byIndex]) =>
    Object.entries(byIndex).flatMap(([index, lines]) => {
      const item = registry.requirements.get(id)?.expect[Number(index)];
      if (item === undefined)
        return [`${id} pattern ${index}: is in pattern-rejections.ts and not in the registry`];
      return lines
        .filter((line) => new RegExp(item.re).test(line.trim()))
        .map((line) => `${id} pattern ${index}: matches "${line}", which it must reject`);
    }),
  );
  return [...missing, ...wrong];
}

/** Every covered ambiguity must have been looked at: with a list, if only an empty one. */
function acceptedFormProblems({ registry, suites, acceptedForms }: LintInput): string[] {
  const covered = new Set(suites.flatMap((suite) => [...claimsOf(suite)]));
  const unseen = [...covered]
    .filter((id) => registry.requirements.get(id)?.ambiguity !== undefined && acceptedForms[id] === undefined)
    .map(
      (id) =>
        `${id}: has an ambiguity and no entry in accepted-forms.yaml (an empty list if no form is printed)`,
    );
  const unmatched = Object.entries(acceptedForms).flatMap(([id, forms]) => {
    const requirement = registry.requirements.get(id);
    if (requirement === undefined) return [`accepted forms: the registry has no ${id}`];
    const patterns = requirement.expect
      .filter(({ absent }) => absent !== true)
      .map(({ re }) => new RegExp(re));
    return [
      ...(requirement.ambiguity === undefined ? [`accepted forms: ${id} has no ambiguity`] : []),
      ...forms
        .filter((form) => !patterns.some((pattern) => pattern.test(form.trim())))
        .map((form) => `${id}: its ambiguity accepts "${form}", which none of its patterns matches`),
    ];
  });
  return [...unseen, ...unmatched];
}

function claimsOf(suite: SourceSuite): Set<string> {
  return new Set(suite.steps.flatMap(({ requirements }) => requirements));
}

/** An item that can turn a verdict into a fail. */
function canFail({ absent, optional, alternative }: Expectation): boolean {
  return absent === true || (optional !== true && alternative !== true);
}
