import { keyword, type Node, number } from '../command-line/grammar.ts';
import { kept } from '../configuration/keep.ts';
import { methodWords } from './login-lists.ts';
import { type ListKind, namedLists } from './method-lists.ts';

const loginHelp: Readonly<Record<(typeof methodWords)[number], string>> = {
  local: 'Use local username authentication.',
  'local-case': 'Use case-sensitive local username authentication.',
  line: 'Use line password for authentication.',
  enable: 'Use enable password for authentication.',
  none: 'NO authentication.',
};

const loginLists: ListKind = {
  begins: 'aaa authentication login',
  named: 'authentication',
  methods: methodWords.map((word) => ({ word, help: loginHelp[word] })),
};

const authorizationMethods = [
  { word: 'if-authenticated', help: 'Succeed if user has authenticated.' },
  { word: 'local', help: 'Use local database.' },
  { word: 'none', help: 'No authorization (always succeeds).' },
];

/** The types of authorization of guide page 15, but `commands`, which has a level. */
const authorizationTypes = {
  configuration: 'For downloading configurations from AAA server',
  exec: 'For starting an exec (shell).',
  network: 'For network services. (PPP, SLIP, ARAP)',
  'reverse-access': 'For reverse access connections',
};

function authorizationLists(type: string): readonly Node[] {
  return namedLists({
    begins: `aaa authorization ${type}`,
    named: 'authorization',
    methods: authorizationMethods,
  });
}

/** `aaa …`: who is asked about logins, and about what one who has logged in may do. */
export const aaaCommands: readonly Node[] = [
  kept('aaa', 'aaa new-model', 'Enable NEW access control commands and functions.(Disables OLD commands.)'),
  keyword(
    'aaa',
    'Authentication, Authorization and Accounting.',
    keyword(
      'authentication',
      'Authentication configurations parameters.',
      keyword('login', 'Set authentication lists for logins.', ...namedLists(loginLists)),
    ),
    keyword(
      'authorization',
      'Authorization configurations parameters.',
      ...Object.entries(authorizationTypes).map(([type, help]) =>
        keyword(type, help, ...authorizationLists(type)),
      ),
      keyword(
        'commands',
        'For exec (shell) commands.',
        number('level', 0, 15, 'Enable level', ...authorizationLists('commands')),
      ),
    ),
  ),
  kept('aaa', 'aaa authorization console', 'For enabling console authorization'),
];
