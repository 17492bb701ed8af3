import type { Block } from '../configuration/configuration.ts';
import type { TtyLine } from '../tty-line.ts';

/** One method of a list: a group of servers stands with its name. */
export type Method =
  'local' | 'local-case' | 'line' | 'enable' | 'none' | 'if-authenticated' | `group ${string}`;

/** What a list is asked about, and which of them counts. */
export interface ListFacts {
  readonly part: 'login' | 'enable' | 'exec';
  readonly line: TtyLine;
  /** The list whose methods these are; undefined where none is configured. */
  readonly list: string | undefined;
}

const plainMethods: readonly Method[] = ['local', 'local-case', 'line', 'enable', 'none', 'if-authenticated'];

/** The methods behind `<begins> <list>`, in their order; undefined where there is no such list. */
export function methodsOf({ settings }: Block, begins: string, list: string): readonly Method[] | undefined {
  const key = `${begins} ${list}`;
  const words = settings
    .get(key)
    ?.slice(key.length)
    .match(/group \S+|\S+/g);
  return words?.filter((word): word is Method => word.startsWith('group ') || isPlain(word));
}

/** The list that a line names where there is one of that name, else the default one: an undefined list acts as the default. */
export function listInForce(
  configuration: Block,
  begins: string,
  named: string | undefined,
): string | undefined {
  return [named, 'default'].find(
    (list) => list !== undefined && configuration.settings.has(`${begins} ${list}`),
  );
}

export function groupOf(method: Method): string | undefined {
  return /^group (\S+)$/.exec(method)?.[1];
}

function isPlain(word: string): boolean {
  return plainMethods.some((method) => method === word);
}
