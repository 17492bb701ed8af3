/** A place in a file system: `flash:/dir/file`. */
export interface FilePath {
  /** Without the colon: `flash`. */
  readonly system: string;
  /** Its names from the root on; none for the root itself. */
  readonly names: readonly string[];
}

/** `dir/file`; empty for the root. */
export const inside = ({ names }: Pick<FilePath, 'names'>): string => names.join('/');

/** `flash:/dir/file`, as messages name it. */
export const shownPath = (path: FilePath): string => `${path.system}:/${inside(path)}`;

export const lastName = ({ names }: Pick<FilePath, 'names'>): string => names.at(-1) ?? '';

/**
 * The place that a text names: `flash:dir/file`, or seen from where somebody is. A `..` never leads above the root of
 * a file system. Undefined where the prefix is that of none.
 */
export function pathFrom(
  text: string,
  here: FilePath,
  isSystem: (name: string) => boolean,
): FilePath | undefined {
  const [, prefix, behind = ''] = /^([A-Za-z][\w-]*):(.*)$/s.exec(text) ?? [];
  if (prefix !== undefined) {
    const system = prefix.toLowerCase();
    return isSystem(system) ? { system, names: walk([], behind) } : undefined;
  }
  return { system: here.system, names: walk(text.startsWith('/') ? [] : here.names, text) };
}

function walk(from: readonly string[], text: string): readonly string[] {
  const names = [...from];
  for (const name of text.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names;
}

/** Whether a name is one of those that a pattern with `*` and `?` means. */
export function fits(pattern: string, name: string): boolean {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(name);
}
