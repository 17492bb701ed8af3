import { type Action, keyword, type Node, word } from '../command-line/grammar.ts';
import { kept } from '../configuration/keep.ts';
import { listKey, methodWords } from './login-lists.ts';

const help: Readonly<Record<(typeof methodWords)[number], string>> = {
  local: 'Use local username authentication.',
  'local-case': 'Use case-sensitive local username authentication.',
  line: 'Use line password for authentication.',
  enable: 'Use enable password for authentication.',
  none: 'NO authentication.',
};
const mostMethods = 4;

/** `aaa …`: who is asked about logins. */
export const aaaCommands: readonly Node[] = [
  kept('aaa', 'aaa new-model', 'Enable NEW access control commands and functions.(Disables OLD commands.)'),
  keyword(
    'aaa',
    'Authentication, Authorization and Accounting.',
    keyword(
      'authentication',
      'Authentication configurations parameters.',
      keyword(
        'login',
        'Set authentication lists for logins.',
        keyword(
          'default',
          'The default authentication list.',
          withoutList('default'),
          ...methods('default', 1),
        ),
        word(
          'list',
          'Named authentication list (max 31 characters, longer will be rejected).',
          withoutList(),
          ...methods(undefined, 1),
        ),
      ),
    ),
  ),
];

/** The methods of a list, one after the other; it is complete after any of them. */
function methods(list: string | undefined, count: number): Node[] {
  const set: Action = {
    run: ({ configuration, parsed }, args) => {
      configuration.settings.set(listKey(list ?? args['list'] ?? ''), parsed.canonical);
    },
    ...withoutList(list),
    show: {
      section: 'aaa',
      id: () => 'aaa authentication login',
      lines: ({ configuration }) =>
        [...configuration.settings].filter(([key]) => key.startsWith(listKey(''))).map(([, line]) => line),
    },
  };
  const next = count < mostMethods ? () => methods(list, count + 1) : () => [];
  return [
    ...methodWords.map((method) => keyword(method, help[method], set, next)),
    keyword(
      'group',
      'Use Server-group.',
      keyword('radius', 'Use list of all Radius hosts.', set, next),
      keyword('tacacs+', 'Use list of all Tacacs+ hosts.', set, next),
    ),
  ];
}

function withoutList(list?: string): Action {
  return {
    no: ({ configuration }, args) => void configuration.settings.delete(listKey(list ?? args['list'] ?? '')),
  };
}
