import { type Action, hidden, keyword, type Node, word } from '../command-line/grammar.ts';

/** What a list of methods decides about, and which methods it may have besides groups of servers. */
export interface ListKind {
  /** `aaa authentication login`. */
  readonly begins: string;
  /** As help calls its lists: `authentication`. */
  readonly named: string;
  readonly methods: readonly { readonly word: string; readonly help: string }[];
}

const mostMethods = 4;
/** Servers without the word in front of them. */
const bareServers = /(?<! group) (tacacs\+|radius)(?= |$)/g;

/** `default` or a name, and the methods behind it. */
export function namedLists(kind: ListKind): readonly Node[] {
  const gone = withoutList(kind);
  const help = `Named ${kind.named} list (max 31 characters, longer will be rejected).`;
  return [
    keyword('default', `The default ${kind.named} list.`, gone, ...methods(kind, 1)),
    word('list', help, gone, ...methods(kind, 1)),
  ];
}

/** The methods of a list, one after the other; it is complete after any of them. */
function methods(kind: ListKind, count: number): Node[] {
  const set: Action = {
    run: ({ configuration, parsed }) => {
      const typed = parsed.canonical.replaceAll(bareServers, ' group $1');
      configuration.settings.set(keyOf(kind, typed), typed);
    },
    ...withoutList(kind),
    show: {
      section: 'aaa',
      id: () => kind.begins,
      lines: ({ configuration }) =>
        [...configuration.settings]
          .filter(([key]) => key.startsWith(`${kind.begins} `))
          .map(([, line]) => line),
    },
  };
  const next = count < mostMethods ? () => methods(kind, count + 1) : () => [];
  return [
    ...kind.methods.map((method) => keyword(method.word, method.help, set, next)),
    keyword(
      'group',
      'Use Server-group.',
      keyword('radius', 'Use list of all Radius hosts.', set, next),
      keyword('tacacs+', 'Use list of all Tacacs+ hosts.', set, next),
      word('group', 'Server-group name', set, next),
    ),
    // As the guide's routers had them; shown with the word `group` since.
    hidden(keyword('radius', 'Use list of all Radius hosts.', set, next)),
    hidden(keyword('tacacs+', 'Use list of all Tacacs+ hosts.', set, next)),
  ];
}

function withoutList(kind: ListKind): Action {
  return {
    no: ({ configuration, parsed }) => void configuration.settings.delete(keyOf(kind, parsed.canonical)),
  };
}

/** The command up to the name of the list; between it and the beginning `commands` has a level. */
function keyOf({ begins }: ListKind, canonical: string): string {
  const [, rest = ''] = canonical.split(`${begins} `);
  const count = begins.endsWith(' commands') ? 2 : 1;
  return [begins, ...rest.split(' ').slice(0, count)].join(' ');
}
