import type { z } from 'zod';
import { RegistryError } from './registry-error.ts';
import type { Procedure, Registry, Requirement } from './requirement.ts';
import { chapterFile, proceduresFile } from './schema.ts';

/** A file of the registry, parsed but not yet looked at. */
export interface RegistryFile {
  readonly name: string;
  readonly content: unknown;
}

/**
 * A registry from its files. Throws a RegistryError that names every unknown field, broken pattern, double id
 * and reference to nothing.
 */
export function buildRegistry(
  guide: string,
  chapters: readonly RegistryFile[],
  procedures: RegistryFile,
): Registry {
  const problems: string[] = [];
  const entries = chapters.flatMap((file) => {
    const read: readonly Requirement[] = check(chapterFile, file, problems) ?? [];
    return read.map((entry) => ({ entry, file: file.name }));
  });
  const catalogue: readonly Procedure[] = check(proceduresFile, procedures, problems) ?? [];
  if (problems.length > 0) throw new RegistryError(problems);

  const requirements = new Map<string, Requirement>();
  for (const { entry, file } of entries) {
    if (requirements.has(entry.id)) problems.push(`${file}: ${entry.id} is there twice`);
    requirements.set(entry.id, entry);
  }
  const suites = new Set(catalogue.map(({ suite }) => suite));
  const claimed = new Set(entries.map(({ entry }) => entry.suite));
  for (const { entry, file } of entries) {
    if (!suites.has(entry.suite)) {
      problems.push(`${file}: ${entry.id} belongs to suite ${entry.suite}, which no procedure has`);
    }
    const referred = [...(entry.same_as === undefined ? [] : [entry.same_as]), ...(entry.related ?? [])];
    for (const other of referred) {
      if (!requirements.has(other))
        problems.push(`${file}: ${entry.id} refers to ${other}, which is not there`);
    }
  }
  for (const { number, suite } of catalogue) {
    if (!claimed.has(suite)) {
      problems.push(`${procedures.name}: ${number} has suite ${suite}, to which no requirement belongs`);
    }
  }
  if (problems.length > 0) throw new RegistryError(problems);
  return { guide, requirements, procedures: catalogue };
}

function check<Schema extends z.ZodType>(
  schema: Schema,
  file: RegistryFile,
  problems: string[],
): z.output<Schema> | undefined {
  const parsed = schema.safeParse(file.content);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    problems.push(`${file.name}: ${placeOf(file.content, path)}: ${message}`);
  }
  return undefined;
}

/** `SSH2-HOST-005 expect.0.re` rather than `12.expect.0.re`. */
function placeOf(content: unknown, path: readonly PropertyKey[]): string {
  const [index, ...rest] = path;
  const entry: unknown = Array.isArray(content) && typeof index === 'number' ? content[index] : undefined;
  const named = entry as { id?: unknown; number?: unknown } | undefined | null;
  const name = [named?.id, named?.number].find((value) => typeof value === 'string');
  return [name ?? (index === undefined ? 'the file' : `entry ${String(index)}`), rest.map(String).join('.')]
    .filter((part) => part !== '')
    .join(' ');
}
