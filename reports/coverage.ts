import type { Registry } from '../requirements/requirement.ts';

/** What of a suite says what it covers. */
export interface CoveringSuite {
  readonly name: string;
  readonly title: string;
  readonly guide: { readonly chapter: number; readonly pages: string };
  readonly requirements: readonly string[];
}

/** A list for people (a table) and for programs (JSON), with one line that sums it up. */
export interface Listing {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly json: unknown;
  readonly total: string;
}

/** The suites that exist. */
export function listSuites(registry: Registry, suites: readonly CoveringSuite[]): Listing {
  const entries = suites.map(({ name, title, guide, requirements }) => ({
    suite: name,
    title,
    chapter: guide.chapter,
    pages: guide.pages,
    requirements: requirements.length,
  }));
  const covered = new Set(suites.flatMap(({ requirements }) => requirements)).size;
  return {
    header: ['SUITE', 'PAGES', 'REQUIREMENTS', 'PROCEDURE'],
    rows: entries.map(({ suite, pages, requirements, title }) => [suite, pages, String(requirements), title]),
    json: entries,
    total: `${suites.length} suites, ${covered} of ${registry.requirements.size} requirements covered`,
  };
}

/** All requirements of the guide; one that no suite claims yet stands with the suite that is to decide it. */
export function listRequirements(registry: Registry, suites: readonly CoveringSuite[]): Listing {
  const entries = [...registry.requirements.values()].map((requirement) => {
    const claiming = suites.filter(({ requirements }) => requirements.includes(requirement.id));
    return {
      id: requirement.id,
      suites: claiming.length > 0 ? claiming.map(({ name }) => name) : [requirement.suite],
      state: claiming.length > 0 ? ('covered' as const) : ('not yet' as const),
      page: requirement.page,
      kind: requirement.kind,
      statement: requirement.statement,
    };
  });
  const covered = entries.filter(({ state }) => state === 'covered').length;
  return {
    header: ['REQUIREMENT', 'STATE', 'SUITE', 'PAGE', 'KIND'],
    rows: entries.map(({ id, state, suites: names, page, kind }) => [id, state, names.join(' '), page, kind]),
    json: entries,
    total: `${entries.length} requirements, ${covered} covered`,
  };
}
