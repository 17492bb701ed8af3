import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fact, Profile } from '../bench/profile.ts';
import { claimMistakes, placed } from './deviations.ts';
import { nearMiss } from './near-miss.ts';
import { profileSchema, type ProfileFile } from './profile-schema.ts';
import { misfit, readYamlFile, type Mistake, type YamlFile } from './yaml-file.ts';

export interface ProfileOptions {
  /** The requirements that there are; absent: whether a deviation is of one of them is not looked at. */
  readonly requirements?: ReadonlySet<string> | undefined;
}

/**
 * Reads one profile file and those that it extends, which lie beside it. A fact that another profile says keeps its
 * source, with the release that it was said of; deviations are of one release and not passed on.
 *
 * Throws UsageError with file, line and column where one of them is wrong.
 */
export function readProfile(file: string, { requirements }: ProfileOptions = {}): Profile {
  const yaml = readYamlFile(file, 'profile', profileSchema);
  const { platform, release, deviations = [] } = yaml.content;
  refuse(yaml, claimMistakes(deviations, requirements));
  return { platform, release, facts: factsOf(yaml, []), deviations: placed(deviations, yaml.where) };
}

/** The names that a topology's `profile` can have. */
export function profileNames(folder = shippedProfiles()): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}

export function profileFile(name: string, folder = shippedProfiles()): string {
  return join(folder, `${name}.yaml`);
}

function factsOf(yaml: YamlFile<ProfileFile>, below: readonly string[]): Readonly<Record<string, Fact>> {
  const { extends: base, facts } = yaml.content;
  if (base === undefined) return facts;
  const folder = dirname(yaml.file);
  const names = profileNames(folder);
  const known = names.filter((name) => ![...below, yaml.file].includes(profileFile(name, folder)));
  if (!known.includes(base)) {
    const meant = nearMiss(base, known);
    refuse(yaml, [
      {
        path: ['extends'],
        expected: `another profile that does not extend this one: ${known.join(', ')}`,
        got: base,
        ...(meant === undefined ? {} : { next: `did you mean ${meant}?` }),
      },
    ]);
  }
  const other = readYamlFile(profileFile(base, folder), 'profile', profileSchema);
  const passedOn = Object.entries(factsOf(other, [...below, yaml.file])).map(([name, fact]) => [
    name,
    Object.hasOwn(other.content.facts, name) ? { ...fact, source: `as ${base}: ${fact.source}` } : fact,
  ]);
  return { ...(Object.fromEntries(passedOn) as Record<string, Fact>), ...facts };
}

function refuse({ file, where }: YamlFile<ProfileFile>, mistakes: readonly Mistake[]): void {
  if (mistakes.length > 0) throw misfit('profile', file, mistakes, ({ path }) => where(path));
}

function shippedProfiles(): string {
  return fileURLToPath(new URL('profiles/', import.meta.url));
}
