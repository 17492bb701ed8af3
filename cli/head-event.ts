import { basename } from 'node:path';
import type { Suite } from '../harness/suite.ts';
import { type Head, journalVersion } from '../journal/events.ts';
import { headOf } from '../lab-topologies/head-of.ts';
import type { Topology } from '../lab-topologies/topology.ts';
import type { Registry } from '../requirements/requirement.ts';
import { toolFacts } from './package-folder.ts';

/** What a journal's head says of a run, or of a restoration, which has no suites. */
export interface HeadFacts {
  readonly topology: Topology;
  readonly folder: string;
  readonly startedAt: Date;
  readonly suites?: readonly Suite[];
  readonly registry?: Registry;
  readonly only?: ReadonlySet<string>;
  readonly seed?: number;
}

export function headEvent({
  topology,
  folder,
  startedAt,
  suites = [],
  registry,
  only,
  seed,
}: HeadFacts): Head {
  const claimed = new Set(suites.flatMap((suite) => suite.requirements));
  return {
    type: 'head',
    version: journalVersion,
    tool: toolFacts(),
    runId: basename(folder),
    startedAt: startedAt.toISOString(),
    ...headOf(topology),
    suites: suites.map(({ name }) => name),
    ...(only === undefined ? {} : { only: [...only] }),
    ...(seed === undefined ? {} : { seed }),
    registry: [...claimed].flatMap((id) => {
      const requirement = registry?.requirements.get(id);
      return requirement === undefined ? [] : [JSON.parse(JSON.stringify(requirement)) as unknown];
    }),
  };
}
