import type { Block, Configuration } from '../configuration/configuration.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { CommandContext } from './context.ts';

export type Args = Readonly<Record<string, string>>;

/** What one complete command does. A returned text is its output, to be piped and paged. */
export interface Action {
  readonly run?: (context: CommandContext, args: Args) => CommandResult;
  /** The `no` form; on a keyword it also stands for the same command with anything after it. */
  readonly no?: (context: CommandContext, args: Args) => CommandResult;
  /** What running-config shows of it, and where. */
  readonly show?: Shown;
}

/** A text, or the promise of one, is output; anything else says nothing. */
export type CommandResult = unknown;

export interface Shown {
  readonly section: string;
  /** Names what is shown: several words of the tree may set the same. */
  readonly id?: (keywords: string) => string;
  /** No word below it shows anything else. */
  readonly final?: boolean;
  lines(context: ShowContext): readonly string[];
}

export interface ShowContext {
  readonly configuration: Configuration;
  readonly device: VirtualSwitch;
  /** Settings of the block that is shown; those of the configuration itself at the top. */
  readonly block: Block;
  /** The keywords that lead to what is shown. */
  readonly keywords: string;
}

/** One word of the command tree. */
export interface Node {
  readonly kind: 'keyword' | 'parameter';
  /** The keyword itself, or what help prints in its place (`WORD`, `<1-120>`, `LINE`). */
  readonly word: string;
  readonly help: string;
  readonly children: () => readonly Node[];
  readonly action?: Action;
  /** Name of the argument that a parameter fills; a keyword that has one fills it with itself. */
  readonly name?: string;
  readonly accepts?: (token: string) => boolean;
  /** A LINE takes all that is left. */
  readonly restOfLine?: boolean;
  /** Privilege level from which the word exists. */
  readonly privilege?: number;
  /** Typed in full it works, but help does not show it. */
  readonly hidden?: boolean;
}

export type Part = Node | Action | (() => readonly Node[]);

const isNode = (part: Part): part is Node => typeof part === 'object' && 'kind' in part;

function assemble(base: Omit<Node, 'children' | 'action'>, parts: readonly Part[]): Node {
  const fixed = parts.filter(isNode);
  const made = parts.filter((part) => typeof part === 'function');
  const action = parts.find((part): part is Action => typeof part === 'object' && !isNode(part));
  return {
    ...base,
    children: made.length === 0 ? () => fixed : () => [...fixed, ...made.flatMap((make) => make())],
    ...(action && { action }),
  };
}

export function keyword(word: string, help: string, ...parts: Part[]): Node {
  return assemble({ kind: 'keyword', word, help }, parts);
}

/** Any text without blanks. */
export function word(name: string, help: string, ...parts: Part[]): Node {
  return assemble({ kind: 'parameter', word: 'WORD', help, name, accepts: () => true }, parts);
}

/** A word of a certain form, shown in help by that form's name. */
export function wordLike(name: string, shown: string, form: RegExp, help: string, ...parts: Part[]): Node {
  return assemble(
    { kind: 'parameter', word: shown, help, name, accepts: (token) => form.test(token) },
    parts,
  );
}

/** A word that a function takes. */
export function wordWhere(
  name: string,
  shown: string,
  accepts: (token: string) => boolean,
  help: string,
  ...parts: Part[]
): Node {
  return assemble({ kind: 'parameter', word: shown, help, name, accepts }, parts);
}

export function number(name: string, from: number, to: number, help: string, ...parts: Part[]): Node {
  const accepts = (token: string) => /^\d{1,10}$/.test(token) && Number(token) >= from && Number(token) <= to;
  return assemble({ kind: 'parameter', word: `<${from}-${to}>`, help, name, accepts }, parts);
}

export function line(name: string, help: string, ...parts: Part[]): Node {
  return assemble(
    { kind: 'parameter', word: 'LINE', help, name, accepts: () => true, restOfLine: true },
    parts,
  );
}

export function address(name: string, help: string, ...parts: Part[]): Node {
  return wordLike(name, 'A.B.C.D', /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/, help, ...parts);
}

export function privileged(level: number, node: Node): Node {
  return { ...node, privilege: level };
}

export function hidden(node: Node): Node {
  return { ...node, hidden: true };
}

/** Options that may come in any order, each once; the command is complete after any of them. */
export function anyOrder(
  options: readonly ((...parts: Part[]) => Node)[],
  action: Action,
): () => readonly Node[] {
  return () => options.map((option, index) => option(action, anyOrder(options.toSpliced(index, 1), action)));
}

/** One tree from several: nodes of the same keyword become one. */
export function merge(nodes: readonly Node[]): readonly Node[] {
  const byWord = new Map<string, Node>();
  const merged: Node[] = [];
  for (const node of nodes) {
    const key = `${node.kind} ${node.word} ${node.name ?? ''}`;
    const same = byWord.get(key);
    if (same === undefined) {
      byWord.set(key, node);
      merged.push(node);
      continue;
    }
    const action = same.action ?? node.action;
    const joined: Node = {
      ...same,
      children: () => merge([...same.children(), ...node.children()]),
      ...(action && { action }),
    };
    byWord.set(key, joined);
    merged[merged.indexOf(same)] = joined;
  }
  return merged;
}

/** The tree with one of its words replaced; `path` is the keywords that lead to it. */
export function replaceAt(
  nodes: readonly Node[],
  path: readonly string[],
  change: (node: Node) => Node,
): readonly Node[] {
  const [first, ...rest] = path;
  return nodes.map((node) => {
    if (node.kind !== 'keyword' || node.word !== first) return node;
    if (rest.length === 0) return change(node);
    return { ...node, children: () => replaceAt(node.children(), rest, change) };
  });
}
