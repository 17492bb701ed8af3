import { aaaCommands } from '../aaa/aaa-commands.ts';
import {
  type Action,
  anyOrder,
  keyword,
  line,
  type Node,
  number,
  word,
  wordLike,
} from '../command-line/grammar.ts';
import { CommandError } from '../command-line/errors.ts';
import type { CommandContext } from '../command-line/context.ts';
import { conceal, readPassword, readSecret, type SecretType, type StoredPassword } from '../passwords.ts';
import type { Release } from '../release.ts';
import { type Configuration, flag, hostnameOf, type User } from './configuration.ts';
import { keep, valued } from './keep.ts';

function services(): readonly Node[] {
  const timestamps = (kind: 'debug' | 'log') => {
    const action = keep('service', { key: `service timestamps ${kind}` });
    const option =
      (text: string, help: string) =>
      (...parts: Parameters<typeof keyword>[2][]) =>
        keyword(text, help, ...parts);
    return keyword(
      kind,
      `Timestamp ${kind} messages`,
      { no: action.no },
      keyword('uptime', 'Timestamp with system uptime', action),
      keyword(
        'datetime',
        'Timestamp with date and time',
        action,
        anyOrder(
          [
            option('msec', 'Include milliseconds in timestamp'),
            option('localtime', 'Use local time zone for timestamps'),
            option('show-timezone', 'Add time zone information to timestamp'),
            option('year', 'Include year in timestamp'),
          ],
          action,
        ),
      ),
    );
  };
  const simple = (text: string, help: string) => keyword(text, help, keep('service', { no: 'line' }));
  return [
    simple('pad', 'Enable PAD commands'),
    keyword('timestamps', 'Timestamp debug/log messages', timestamps('debug'), timestamps('log')),
    simple('password-encryption', 'Encrypt system passwords'),
    simple('compress-config', 'Compress the nvram configuration file'),
    keyword('sequence-numbers', 'Stamp logger messages with a sequence number', keep('service')),
  ];
}

function hostname(): Node {
  const action: Action = {
    run: ({ configuration, device }, { name = '' }) => {
      configuration.hostname = device.seams.storedHostname(name);
    },
    no: ({ configuration, device }) => {
      configuration.hostname = device.seams.hostnameAfterNo(configuration.hostname);
      device.seams.keysAfterNoHostname(device.keys);
    },
    show: { section: 'hostname', lines: ({ configuration }) => [`hostname ${hostnameOf(configuration)}`] },
  };
  const form = /^[A-Za-z][\w.-]{0,62}$/;
  return valued(
    'hostname',
    "Set system's network name",
    action,
    wordLike('name', 'WORD', form, "This system's network name", action),
  );
}

/** `0 PASSWORD`, `5 HASH` or the password alone. */
function secretForms(
  set: (context: CommandContext, type: string | undefined, text: string) => void,
  types: Record<string, string>,
): readonly Node[] {
  return [
    ...Object.entries(types).map(([type, help]) =>
      keyword(
        type,
        help,
        line('text', 'The password or its hidden form', {
          run: (context, { text = '' }) => set(context, type, text),
        }),
      ),
    ),
    line('text', 'The UNENCRYPTED (cleartext) password', {
      run: (context, { text = '' }) => set(context, undefined, text),
    }),
  ];
}
const secretHelp: Readonly<Record<SecretType, string>> = {
  5: 'Specifies a MD5 HASHED secret will follow',
  8: 'Specifies a PBKDF2 HASHED secret will follow',
  9: 'Specifies a SCRYPT HASHED secret will follow',
};
const secretTypes = ({ configuration }: Release): Record<string, string> => ({
  '0': 'Specifies an UNENCRYPTED password will follow',
  ...Object.fromEntries(configuration.secretTypes.map((type) => [type, secretHelp[type]])),
});
const passwordTypes = {
  '0': 'Specifies an UNENCRYPTED password will follow',
  '7': 'Specifies a HIDDEN password will follow',
};

function enableSecret(release: Release): Node {
  const action: Action = {
    no: ({ configuration }) => {
      configuration.enableSecret = undefined;
    },
    show: {
      section: 'enable',
      lines: ({ configuration: { enableSecret: secret } }) =>
        secret ? [`enable secret ${secret.type} ${secret.text}`] : [],
    },
  };
  return keyword(
    'secret',
    'Assign the privileged level secret',
    action,
    ...secretForms(({ configuration }, type, text) => {
      configuration.enableSecret = secretOrError(release, type, text);
    }, secretTypes(release)),
  );
}

function enablePassword(): Node {
  const action: Action = {
    no: ({ configuration }) => {
      configuration.enablePassword = undefined;
    },
    show: {
      section: 'enable',
      lines: ({ configuration }) =>
        configuration.enablePassword
          ? [`enable password ${shownPassword(configuration, configuration.enablePassword)}`]
          : [],
    },
  };
  return keyword(
    'password',
    'Assign the privileged level password',
    action,
    ...secretForms(({ configuration }, type, text) => {
      configuration.enablePassword = passwordOrError(type, text);
    }, passwordTypes),
  );
}

function username(release: Release): Node {
  const userOf = ({ configuration }: CommandContext, name: string): User => {
    const existing = configuration.users.get(name);
    if (existing) return existing;
    const made: User = { privilege: undefined, secret: undefined, password: undefined };
    configuration.users.set(name, made);
    return made;
  };
  const action: Action = {
    run: (context, { name = '', privilege }) => {
      const user = userOf(context, name);
      if (privilege !== undefined) user.privilege = Number(privilege);
    },
    no: ({ configuration }, { name = '' }) => void configuration.users.delete(name),
    show: {
      section: 'username',
      lines: ({ configuration }) =>
        [...configuration.users].map(([name, user]) => userLine(configuration, name, user)),
    },
  };
  const withSecret = (
    types: Record<string, string>,
    store: (user: User, type: string | undefined, text: string) => void,
  ) => {
    const set =
      (type: string | undefined) =>
      (context: CommandContext, { name = '', privilege, text = '' }: Record<string, string>) => {
        const user = userOf(context, name);
        store(user, type, text);
        if (privilege !== undefined) user.privilege = Number(privilege);
      };
    return [
      ...Object.entries(types).map(([type, help]) =>
        keyword(type, help, line('text', 'The password or its hidden form', { run: set(type) })),
      ),
      line('text', 'The UNENCRYPTED (cleartext) user password', { run: set(undefined) }),
    ];
  };
  const password = keyword(
    'password',
    'Specify the password for the user',
    ...withSecret(passwordTypes, (user, type, text) => {
      user.password = passwordOrError(type, text);
      user.secret = undefined;
    }),
  );
  const secret = keyword(
    'secret',
    'Specify the secret for the user',
    ...withSecret(secretTypes(release), (user, type, text) => {
      user.secret = secretOrError(release, type, text);
      user.password = undefined;
    }),
  );
  const privilege = keyword(
    'privilege',
    'Set user privilege level',
    number('privilege', 0, 15, 'User privilege level', action, password, secret),
  );
  return keyword(
    'username',
    'Establish User Name Authentication',
    word('name', 'User name', action, password, privilege, secret),
  );
}

function userLine(configuration: Configuration, name: string, user: User): string {
  const privilege = user.privilege === undefined ? '' : ` privilege ${user.privilege}`;
  const secret = user.secret ? ` secret ${user.secret.type} ${user.secret.text}` : '';
  const password = user.password ? ` password ${shownPassword(configuration, user.password)}` : '';
  return `username ${name}${privilege}${secret}${password}`;
}

/** In clear, or hidden once `service password-encryption` is on. */
export function shownPassword(configuration: Configuration, stored: StoredPassword): string {
  const shown = flag(configuration, 'service password-encryption') === true ? conceal(stored) : stored;
  return `${shown.type} ${shown.text}`;
}

export function passwordOrError(type: string | undefined, text: string): StoredPassword {
  const stored = readPassword(type, text);
  if (stored === undefined) throw new CommandError(`Invalid encrypted password: ${text}\n`);
  return stored;
}

function secretOrError({ configuration }: Release, type: string | undefined, text: string): StoredPassword {
  const stored = readSecret(type, text, configuration.secretType);
  if (stored === undefined) {
    throw new CommandError(
      'ERROR: The secret you entered is not a valid encrypted secret.\n' +
        `To enter an UNENCRYPTED secret, do not specify type ${type ?? '5'} encryption.\n` +
        'When you properly enter an UNENCRYPTED secret, it will be encrypted.\n',
    );
  }
  return stored;
}

/** Host and domain name, services, users and the enable password. */
export const systemCommands = (release: Release): readonly Node[] => [
  keyword('service', 'Modify use of network based services', ...services()),
  hostname(),
  keyword('enable', 'Modify enable password parameters', enableSecret(release), enablePassword()),
  username(release),
  ...aaaCommands,
  keyword(
    'switch',
    'Set switch parameters',
    number(
      'member',
      1,
      9,
      'Switch Number',
      keyword(
        'provision',
        'Configure Switch provision / offline config',
        word('model', 'Switch model', keep('switch', { key: 'switch provision' })),
      ),
    ),
  ),
  ...['alias', 'arp'].map((text) =>
    keyword(text, 'Add an entry', line('rest', 'Rest of the entry', keep('access', { each: true }))),
  ),
];
