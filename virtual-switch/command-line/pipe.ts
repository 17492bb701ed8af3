import { CommandError } from './errors.ts';

export interface Piped {
  readonly command: string;
  readonly filter?: (output: string) => string;
}

const filters = ['append', 'begin', 'count', 'exclude', 'include', 'redirect', 'section', 'tee'];

/**
 * Splits `show … | include PATTERN`. Only commands that print tables and lists take a filter, so the caller
 * says which; `column` of the error is that of the bad word.
 */
export function splitPipe(
  line: string,
): Piped | { readonly badColumn: number } | { readonly incomplete: true } {
  const bar = /\s\|\s?/.exec(line);
  if (bar === null) return { command: line };
  const command = line.slice(0, bar.index);
  const at = bar.index + bar[0].length;
  const match = /^\s*(\S+)(?:\s+(\S.*))?$/.exec(line.slice(at));
  const typed = match?.[1]?.toLowerCase();
  if (typed === undefined) return { incomplete: true };
  const found = filters.filter((name) => name.startsWith(typed));
  const [name] = found;
  if (found.length !== 1 || name === undefined) return { badColumn: line.indexOf(match?.[1] ?? '', at) };
  const pattern = match?.[2]?.trimEnd();
  if (pattern === undefined) return { incomplete: true };
  const filter = filterFor(name, expression(pattern));
  return filter === undefined ? { badColumn: line.indexOf(match?.[1] ?? '', at) } : { command, filter };
}

/** IOS expressions know `_` for a delimiter or itself; the rest is common to both. */
function expression(pattern: string): RegExp {
  try {
    return new RegExp(pattern.replaceAll('_', '(?:^|$|[ ,{}()_])'));
  } catch {
    throw new CommandError(`% Failed to compile regular expression.\n`);
  }
}

function filterFor(name: string, pattern: RegExp): ((output: string) => string) | undefined {
  const onLines = (keep: (lines: readonly string[]) => readonly string[]) => (output: string) => {
    const lines = output.split('\n');
    if (lines.at(-1) === '') lines.pop();
    return keep(lines)
      .map((text) => `${text}\n`)
      .join('');
  };
  switch (name) {
    case 'include':
      return onLines((lines) => lines.filter((text) => pattern.test(text)));
    case 'exclude':
      return onLines((lines) => lines.filter((text) => !pattern.test(text)));
    case 'begin':
      return onLines((lines) => {
        const first = lines.findIndex((text) => pattern.test(text));
        return first < 0 ? [] : lines.slice(first);
      });
    case 'count':
      return onLines((lines) => {
        const count = lines.filter((text) => pattern.test(text)).length;
        return [`Number of lines which match regexp = ${count}`];
      });
    case 'section':
      return onLines((lines) => sections(lines, pattern));
    default:
      return undefined;
  }
}

/** Every line that matches, with the lines indented below it. */
function sections(lines: readonly string[], pattern: RegExp): readonly string[] {
  const kept: string[] = [];
  let depth: number | undefined;
  for (const text of lines) {
    const indent = /^ */.exec(text)?.[0].length ?? 0;
    if (depth !== undefined && indent <= depth) depth = undefined;
    if (depth === undefined && pattern.test(text)) depth = indent;
    if (depth !== undefined) kept.push(text);
  }
  return kept;
}
