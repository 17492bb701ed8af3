import { readFileSync } from 'node:fs';
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { UsageError } from '../bench/errors.ts';
import { nearMiss } from './near-miss.ts';

export type Path = readonly PropertyKey[];

/** A YAML file that fits its schema, and still knows where each part stands. */
export interface YamlFile<Content> {
  readonly file: string;
  readonly content: Content;
  /** `file:line:column` of a part; where it is absent, of the nearest part around it. */
  readonly where: (path: Path) => string;
}

/**
 * Reads a YAML file by a schema.
 *
 * Throws UsageError when the file is missing, is not YAML, or does not fit: with file, line, column, path,
 * what was expected and what was there. Values of parts whose path names a secret are not repeated.
 */
export function readYamlFile<Schema extends z.ZodType>(
  file: string,
  what: string,
  schema: Schema,
): YamlFile<z.infer<Schema>> {
  const text = readText(file, what);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const broken = document.errors[0];
  if (broken !== undefined) {
    throw new UsageError(`${file} is not YAML: ${broken.message}`, {
      expected: 'a YAML 1.2 document',
      where: at(broken.pos[0]),
      next: `mend this line of the ${what}`,
    });
  }
  const where = (path: Path): string => at(offsetOf(document, path));
  const content: unknown = document.toJS();
  const result = schema.safeParse(content);
  if (result.success) return { file, content: result.data, where };

  const mistakes = result.error.issues.flatMap((issue) => describe(issue, content));
  throw misfit(what, file, mistakes, (mistake) =>
    mistake.key ? at(keyOffset(document, mistake.path)) : where(mistake.path),
  );
}

export interface Mistake {
  readonly path: Path;
  /** The mistake is the key at the end of the path, not its value. */
  readonly key?: boolean;
  readonly expected: string;
  readonly got: string;
  readonly next?: string;
}

/** The error for a file that can be read but not used; all mistakes are told, the first in full. */
export function misfit(
  what: string,
  file: string,
  mistakes: readonly Mistake[],
  where: (mistake: Mistake) => string,
): UsageError {
  const [first, ...others] = mistakes;
  if (first === undefined) return new UsageError(`the ${what} ${file} cannot be used`);
  const message = [
    `the ${what} ${file} cannot be used: ${pathText(first.path)}`,
    ...others.map((mistake) =>
      [
        `  also ${where(mistake)}: ${pathText(mistake.path)}: expected ${mistake.expected}`,
        `got ${mistake.got}`,
        ...(mistake.next === undefined ? [] : [mistake.next]),
      ].join(', '),
    ),
  ].join('\n');
  return new UsageError(message, {
    expected: first.expected,
    got: first.got,
    where: where(first),
    next: first.next ?? `mend this place; docs/topology.md tells every field`,
  });
}

function readText(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new UsageError(`the ${what} ${file} cannot be read`, {
      expected: 'a readable YAML file',
      got: code === 'ENOENT' ? 'no such file' : code,
      where: file,
      next: `check the path of the ${what}`,
    });
  }
}

function describe(issue: z.core.$ZodIssue, content: unknown): Mistake[] {
  const { path } = issue;
  const value = valueAt(content, path);
  const got = isSecret(path) ? hidden(value) : shown(value);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = issue.message.split(', ').filter((key) => key !== '');
      return issue.keys.map((key) => {
        const meant = nearMiss(key, known);
        return {
          path: [...path, key],
          key: true,
          expected: known.length === 0 ? '{}: nothing is said of it' : `one of the keys ${known.join(', ')}`,
          got: `the key ${key}`,
          ...(meant === undefined ? {} : { next: `did you mean ${meant}?` }),
        };
      });
    }
    case 'invalid_key':
      return issue.issues.flatMap((inner) =>
        describe({ ...inner, path: [] }, path.at(-1)).map((mistake) => ({ ...mistake, path, key: true })),
      );
    case 'invalid_value': {
      const known = issue.values.map(String);
      const meant = typeof value === 'string' ? nearMiss(value, known) : undefined;
      return [
        {
          path,
          expected: known.length === 1 ? known.join() : `one of ${known.join(', ')}`,
          got,
          ...(meant === undefined ? {} : { next: `did you mean ${meant}?` }),
        },
      ];
    }
    case 'invalid_type':
      return [{ path, expected: typeMessage(issue), got }];
    case 'invalid_union': {
      // The alternative that the value comes nearest to: the one whose mistakes lie deepest.
      const alternatives = issue.errors.filter((errors) => errors.some((inner) => inner.path.length > 0));
      const nearest = alternatives[0];
      if (nearest !== undefined && alternatives.length === 1) {
        return nearest.flatMap((inner) => describe({ ...inner, path: [...path, ...inner.path] }, content));
      }
      return [{ path, expected: issue.message, got }];
    }
    default:
      return [{ path, expected: issue.message, got }];
  }
}

/** zod's words where the schema has none of its own. */
function typeMessage(issue: z.core.$ZodIssueInvalidType): string {
  if (!issue.message.startsWith('Invalid input')) return issue.message;
  const words: Partial<Record<string, string>> = {
    object: 'a map of keys and values',
    record: 'a map of keys and values',
    array: 'a list',
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
  };
  return words[issue.expected] ?? issue.expected;
}

function isSecret(path: Path): boolean {
  return path.some((part) => /password|secret|literal/i.test(String(part)));
}

function hidden(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? 'a text (not repeated here)' : `a ${kindOf(value)} (not repeated here)`;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'an empty value';
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a map';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'map' : typeof value;
}

function valueAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined,
    content,
  );
}

function pathText(path: Path): string {
  return path.length === 0 ? '(the whole file)' : path.map(String).join('.');
}

function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (!isNode(node) || !node.range) continue;
    // A map that lacks a key is best shown by the line of its own key.
    if (length < path.length && length > 0) return keyOffset(document, path.slice(0, length));
    return node.range[0];
  }
  return 0;
}

function keyOffset(document: Document, path: Path): number {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1)));
    if (pair && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
  }
  const node = document.getIn(path, true);
  return isNode(node) && node.range ? node.range[0] : 0;
}
