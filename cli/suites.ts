import { globSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../bench/errors.ts';
import type { Suite } from '../harness/suite.ts';
import { nearMiss } from '../lab-topologies/near-miss.ts';
import type { Registry } from '../requirements/requirement.ts';
import { roomsFolder, sourceExtension } from './package-folder.ts';

/** All suites that exist, in the guide's order; a file under suites/ is a suite of the same name. */
export async function findSuites(registry: Registry): Promise<Suite[]> {
  const files = globSync(`suites/*/*${sourceExtension}`, { cwd: roomsFolder }).filter(
    (file) => !file.endsWith('.d.ts'),
  );
  const suites = await Promise.all(files.map(loadSuite));
  const order = new Map(registry.procedures.map(({ suite }, index) => [suite, index]));
  const place = ({ name }: Suite): number => order.get(name) ?? Number.MAX_SAFE_INTEGER;
  return suites.sort((a, b) => place(a) - place(b) || a.name.localeCompare(b.name));
}

async function loadSuite(file: string): Promise<Suite> {
  const module = (await import(pathToFileURL(join(roomsFolder, file)).href)) as { default?: Suite };
  const name = basename(file, extname(file));
  if (module.default?.name !== name) throw new Error(`${file} does not export a suite called ${name}`);
  return module.default;
}

/** The suites of these names, in the guide's order; all where none is named. Throws UsageError for another name. */
export function chooseSuites(suites: readonly Suite[], names: readonly string[]): Suite[] {
  const known = suites.map(({ name }) => name);
  for (const name of names) {
    if (!known.includes(name))
      throw unknown(
        'suite',
        name,
        known,
        '`conform list` shows the suites there are, `conform --help` the commands',
      );
  }
  return suites.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** The suites that claim these requirements. Throws UsageError for an id that is not known or not covered. */
export function suitesClaiming(
  suites: readonly Suite[],
  ids: readonly string[],
  registry: Registry,
): Suite[] {
  for (const id of ids) {
    const requirement = registry.requirements.get(id);
    if (requirement === undefined) {
      const next = '`conform list --requirements` shows the requirements of the guide';
      throw unknown('requirement', id, [...registry.requirements.keys()], next);
    }
    if (!suites.some((suite) => suite.requirements.includes(id))) {
      throw new UsageError(`${id} is not covered by ${suites.length === 1 ? 'this suite' : 'a suite'} yet`, {
        expected: 'a requirement that one of the suites decides',
        got: `${id}, which belongs to the suite ${requirement.suite}`,
        next: '`conform list --requirements` says which are covered',
      });
    }
  }
  return suites.filter((suite) => suite.requirements.some((id) => ids.includes(id)));
}

function unknown(what: string, word: string, known: readonly string[], next: string): UsageError {
  const meant = nearMiss(word, known);
  return new UsageError(`there is no ${what} ${word}`, {
    ...(meant === undefined ? {} : { expected: `perhaps ${meant}` }),
    next,
  });
}
