import { type Action, type Node, keyword, type Shown } from '../command-line/grammar.ts';

interface KeepOptions {
  /** Names the setting where its keywords do not: two commands with one key exclude each other. */
  readonly key?: string;
  /** What `no` leaves: nothing, or a line that begins with `no`. */
  readonly no?: 'nothing' | 'line';
  /** Every line of this command is kept beside the others. */
  readonly each?: boolean;
}

/** A setting that is kept as the line that made it. */
export function keep(section: string, options: KeepOptions = {}): Action & Required<Pick<Action, 'no'>> {
  const { key, no = 'nothing', each = false } = options;
  const keyOf = (parsed: { keywords: string; canonical: string }) =>
    each ? parsed.canonical : (key ?? parsed.keywords);
  const show: Shown = {
    section,
    id: (keywords) => key ?? keywords,
    lines: ({ block, keywords }) => {
      if (!each) {
        const kept = block.settings.get(key ?? keywords);
        return kept === undefined ? [] : [kept];
      }
      return [...block.settings].filter(([name]) => name.startsWith(`${keywords} `)).map(([, line]) => line);
    },
  };
  return {
    run: ({ blocks, parsed }) => {
      for (const block of blocks) block.settings.set(keyOf(parsed), parsed.canonical);
    },
    no: ({ blocks, parsed }) => {
      for (const { settings } of blocks) {
        if (no === 'line') settings.set(keyOf(parsed), `no ${parsed.canonical}`);
        else if (!each) settings.delete(keyOf(parsed));
        else {
          for (const name of [...settings.keys()]) {
            if (name === parsed.canonical || name.startsWith(`${parsed.canonical} `)) settings.delete(name);
          }
        }
      }
    },
    show,
  };
}

/** A flag: shown as typed, with `no` or without. */
export function kept(section: string, path: string, help: string): Node {
  const words = path.split(' ');
  const action = keep(section, { no: 'line' });
  return words.reduceRight<Node | undefined>(
    (child, text) => keyword(text, child === undefined ? help : text, ...(child ? [child] : [action])),
    undefined,
  ) as Node;
}

/** A keyword with a value; `no` needs the keyword only. */
export function valued(word: string, help: string, action: Action, ...values: readonly Node[]): Node {
  return keyword(word, help, { ...(action.no && { no: action.no }) }, ...values);
}
