import type { Expectation, Registry, Requirement } from '../../requirements/requirement.ts';

/** A registry of a test's own. */
export function toyRegistry(
  entries: Readonly<Record<string, { expect?: readonly Expectation[]; hazard?: readonly string[] }>>,
): Registry {
  const requirements = Object.entries(entries).map(
    ([id, { expect = [], hazard = [] }]): [string, Requirement] => [
      id,
      {
        id,
        chapter: 3,
        section: 'a section',
        page: 'p. 1',
        lines: '1',
        kind: 'step',
        suite: 'toy',
        statement: `what ${id} says`,
        mode: 'any',
        expect,
        check: { stimulus: 'type', channels: ['console-cli'], fail: 'otherwise' },
        needs: ['console'],
        hazard,
        seconds: 1,
        negative: [],
      },
    ],
  );
  return { guide: 'a guide', requirements: new Map(requirements), procedures: [] };
}
