import type { Action, Args, Node } from './grammar.ts';

export interface Parsed {
  readonly kind: 'command';
  readonly action: Action;
  readonly negated: boolean;
  readonly args: Args;
  /** The command with every keyword in full, without `no`. */
  readonly canonical: string;
  /** The keywords of the command only: what names a setting, whatever its value. */
  readonly keywords: string;
}

export type ParseResult =
  | Parsed
  | { readonly kind: 'empty' }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'ambiguous' }
  /** `column` is that of the character that could not be understood, from the line's beginning. */
  | { readonly kind: 'invalid'; readonly column: number };

interface Token {
  readonly text: string;
  readonly at: number;
}

/** Whether a word exists for the one who types. */
export type Visible = (node: Node) => boolean;

export interface Grammar {
  readonly nodes: readonly Node[];
  readonly visible: Visible;
  /** Configuration modes know `no` and `default`. */
  readonly negatable: boolean;
}

export function parseCommand(input: string, grammar: Grammar): ParseResult {
  const tokens = tokenize(input);
  if (tokens.length === 0) return { kind: 'empty' };
  const negation = grammar.negatable ? negationIn(tokens[0]) : undefined;
  if (negation === undefined) return walk(tokens, 0, grammar.nodes, start(input, false), grammar.visible);
  if (tokens.length === 1) return { kind: 'incomplete' };
  return walk(tokens, 1, grammar.nodes, start(input, true), grammar.visible);
}

function tokenize(input: string): Token[] {
  return [...input.matchAll(/\S+/g)].map((match) => ({ text: match[0], at: match.index }));
}

function negationIn(token: Token | undefined): string | undefined {
  const typed = token?.text.toLowerCase();
  return typed === 'no' || (typed !== undefined && typed.length >= 3 && 'default'.startsWith(typed))
    ? typed
    : undefined;
}

interface State {
  readonly input: string;
  readonly negated: boolean;
  readonly args: Args;
  readonly words: readonly string[];
  readonly keywords: readonly string[];
  readonly node?: Node;
  /** The nearest `no` form on the way here. */
  readonly no?: Action['no'];
}

const start = (input: string, negated: boolean): State => ({
  input,
  negated,
  args: {},
  words: [],
  keywords: [],
});

function walk(
  tokens: readonly Token[],
  index: number,
  nodes: readonly Node[],
  state: State,
  visible: Visible,
): ParseResult {
  const token = tokens[index];
  if (token === undefined) return complete(state);
  const candidates = candidatesFor(token.text, nodes, visible);
  if (candidates.length === 0) {
    return { kind: 'invalid', column: token.at + matchingPrefix(token.text, nodes, visible) };
  }
  const results = candidates.map((node) => {
    const typed = node.restOfLine === true ? state.input.slice(token.at).trimEnd() : token.text;
    const shown = node.kind === 'keyword' ? node.word : typed;
    const no = node.action?.no ?? state.no;
    const next: State = {
      ...state,
      node,
      words: [...state.words, shown],
      keywords: node.kind === 'keyword' ? [...state.keywords, shown] : state.keywords,
      args: node.name === undefined ? state.args : { ...state.args, [node.name]: shown },
      ...(no && { no }),
    };
    const nextIndex = node.restOfLine === true ? tokens.length : index + 1;
    return walk(tokens, nextIndex, node.children(), next, visible);
  });
  const [only] = results;
  if (results.length === 1 && only !== undefined) return only;
  const possible = results.filter((result) => result.kind === 'command' || result.kind === 'incomplete');
  const [single] = possible;
  return possible.length === 1 && single !== undefined && index + 1 < tokens.length
    ? single
    : { kind: 'ambiguous' };
}

function complete(state: State): ParseResult {
  const action = state.node?.action;
  const command = (chosen: Action): Parsed => ({
    kind: 'command',
    action: chosen,
    negated: state.negated,
    args: state.args,
    canonical: state.words.join(' '),
    keywords: state.keywords.join(' '),
  });
  if (!state.negated) return action?.run ? command(action) : { kind: 'incomplete' };
  if (action?.no) return command(action);
  if (action?.run && state.no) return command({ no: state.no });
  return { kind: 'incomplete' };
}

/** An exact keyword, else all keywords that begin so, else the parameters that would take it. */
function candidatesFor(typed: string, nodes: readonly Node[], visible: Visible): readonly Node[] {
  const lower = typed.toLowerCase();
  const keywords = nodes.filter((node) => node.kind === 'keyword' && visible(node));
  const exact = keywords.filter((node) => node.word.toLowerCase() === lower);
  if (exact.length > 0) return exact;
  const beginning = keywords.filter(
    (node) => node.hidden !== true && node.word.toLowerCase().startsWith(lower),
  );
  if (beginning.length > 0) return beginning;
  return nodes.filter((node) => node.kind === 'parameter' && node.accepts?.(typed) === true);
}

/** How many characters of a wrong word still looked like a keyword: the caret stands under the next. */
function matchingPrefix(typed: string, nodes: readonly Node[], visible: Visible): number {
  let longest = 0;
  for (const node of nodes) {
    if (node.kind !== 'keyword' || node.hidden === true || !visible(node)) continue;
    let length = 0;
    while (length < typed.length && typed[length]?.toLowerCase() === node.word[length]?.toLowerCase()) {
      length += 1;
    }
    longest = Math.max(longest, length);
  }
  return longest;
}

export interface HelpEntry {
  readonly word: string;
  readonly help: string;
}

export type HelpResult =
  | { readonly kind: 'next'; readonly entries: readonly HelpEntry[]; readonly complete: boolean }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'unrecognized' };

/** What `?` shows: the words that begin so, or after a blank all that may come next. */
export function helpFor(input: string, grammar: Grammar): HelpResult {
  const tokens = tokenize(input);
  const partial = /\S$/.test(input) ? tokens.at(-1) : undefined;
  const before = partial === undefined ? tokens : tokens.slice(0, -1);
  let nodes = grammar.nodes;
  let node: Node | undefined;
  let negated = false;
  let no: Action['no'];
  for (const [index, token] of before.entries()) {
    if (index === 0 && grammar.negatable && negationIn(token) !== undefined) {
      negated = true;
      continue;
    }
    const candidates = candidatesFor(token.text, nodes, grammar.visible);
    const [only] = candidates;
    if (only === undefined) return { kind: 'unrecognized' };
    if (candidates.length > 1) return { kind: 'ambiguous' };
    node = only;
    no = node.action?.no ?? no;
    nodes = node.children();
  }
  const shown = nodes.filter((child) => child.hidden !== true && grammar.visible(child));
  if (partial !== undefined) {
    const lower = partial.text.toLowerCase();
    const words = shown
      .filter((child) => child.kind === 'keyword' && child.word.toLowerCase().startsWith(lower))
      .map((child) => child.word);
    if (words.length > 0) return { kind: 'words', words: words.sort() };
    const parameters = shown.filter((child) => child.accepts?.(partial.text) === true);
    if (parameters.length === 0) return { kind: 'unrecognized' };
    return { kind: 'next', entries: parameters.map(entryOf), complete: false };
  }
  const entries = [...shown, ...(grammar.negatable && before.length === 0 ? negations : [])]
    .sort((left, right) =>
      left.kind === right.kind ? compare(left.word, right.word) : left.kind === 'parameter' ? -1 : 1,
    )
    .map(entryOf);
  const complete = negated ? no !== undefined : node?.action?.run !== undefined;
  return { kind: 'next', entries, complete: complete && node !== undefined };
}

const negations: readonly Pick<Node, 'kind' | 'word' | 'help'>[] = [
  { kind: 'keyword', word: 'no', help: 'Negate a command or set its defaults' },
  { kind: 'keyword', word: 'default', help: 'Set a command to its defaults' },
];
const entryOf = (node: Pick<Node, 'word' | 'help'>): HelpEntry => ({ word: node.word, help: node.help });
const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/** The rest of the word under completion, when it is unique. */
export function completionFor(input: string, grammar: Grammar): string | undefined {
  const help = helpFor(input, grammar);
  if (help.kind !== 'words' || help.words.length !== 1) return undefined;
  const typed = tokenize(input).at(-1)?.text ?? '';
  return `${help.words[0]?.slice(typed.length) ?? ''} `;
}
