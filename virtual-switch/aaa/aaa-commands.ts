import { type Action, keyword, type Node, number } from '../command-line/grammar.ts';
import { keep, kept } from '../configuration/keep.ts';
import { type ListKind, namedLists } from './list-commands.ts';
import { groupCommand } from './server-commands.ts';

const loginLists: ListKind = {
  begins: 'aaa authentication login',
  named: 'authentication',
  methods: [
    { word: 'local', help: 'Use local username authentication.' },
    { word: 'local-case', help: 'Use case-sensitive local username authentication.' },
    { word: 'line', help: 'Use line password for authentication.' },
    { word: 'enable', help: 'Use enable password for authentication.' },
    { word: 'none', help: 'NO authentication.' },
  ],
};

const enableLists: ListKind = {
  begins: 'aaa authentication enable',
  named: 'authentication',
  methods: [
    { word: 'enable', help: 'Use enable password for authentication.' },
    { word: 'line', help: 'Use line password for authentication.' },
    { word: 'none', help: 'NO authentication.' },
  ],
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

/** `aaa accounting exec default start-stop group tacacs+`. */
function execAccounting(): Node {
  const action: Action = keep('aaa', { key: 'aaa accounting exec default' });
  const groups = keyword(
    'group',
    'Use Server-group',
    keyword('radius', 'Use list of all Radius hosts.', action),
    keyword('tacacs+', 'Use list of all Tacacs+ hosts.', action),
  );
  return keyword(
    'accounting',
    'Accounting configurations parameters.',
    keyword(
      'exec',
      'For starting an exec (shell).',
      keyword(
        'default',
        'The default accounting list.',
        { ...(action.no && { no: action.no }) },
        keyword('none', 'No accounting.', action),
        keyword('start-stop', 'Record start and stop without waiting', groups),
        keyword('stop-only', 'Record stop when service terminates.', groups),
      ),
    ),
  );
}

/** `aaa …`: who is asked about logins, and about what one who has logged in may do. */
export const aaaCommands: readonly Node[] = [
  kept('aaa', 'aaa new-model', 'Enable NEW access control commands and functions.(Disables OLD commands.)'),
  keyword(
    'aaa',
    'Authentication, Authorization and Accounting.',
    groupCommand(),
    keyword(
      'authentication',
      'Authentication configurations parameters.',
      keyword(
        'enable',
        'Set authentication list for enable.',
        ...namedLists(enableLists).filter(({ word }) => word === 'default'),
      ),
      keyword('login', 'Set authentication lists for logins.', ...namedLists(loginLists)),
    ),
    keyword(
      'authorization',
      'Authorization configurations parameters.',
      keyword('console', 'For enabling console authorization', keep('aaa')),
      ...Object.entries(authorizationTypes).map(([type, help]) =>
        keyword(type, help, ...authorizationLists(type)),
      ),
      keyword(
        'commands',
        'For exec (shell) commands.',
        number('level', 0, 15, 'Enable level', ...authorizationLists('commands')),
      ),
    ),
    execAccounting(),
  ),
];
