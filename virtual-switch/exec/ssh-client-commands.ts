import type { CommandContext } from '../command-line/context.ts';
import { CommandError } from '../command-line/errors.ts';
import {
  type Action,
  type Args,
  keyword,
  type Node,
  number,
  word,
  wordLike,
} from '../command-line/grammar.ts';
import type { AlgorithmKind, Release } from '../release.ts';
import { runSshClient } from '../ssh-client/ssh-session.ts';
import { ownSession } from './own-session.ts';
import { confirmed } from './single-key.ts';

interface Option {
  readonly word: string;
  readonly help: string;
  /** The values that it takes, each ending in what may follow. */
  values(next: () => readonly Node[]): readonly Node[];
}

/** A word of a fixed set, as an argument of its name. */
function choice(name: string, values: Readonly<Record<string, string>>): Option['values'] {
  return (next) => Object.entries(values).map(([value, help]) => ({ ...keyword(value, help, next), name }));
}

/** Help as ssh-c--opensysadmins-1941--1 has it; the list of version 2 has a heading there. */
const cipherHelp: Readonly<Record<string, string>> = {
  '3des': 'triple des',
  '3des-cbc': 'triple des in CBC mode',
};

function helpOfCipher(name: string): string {
  const [, bits = '', mode = ''] = /^aes(\d+)-(cbc|ctr|gcm)/.exec(name) ?? [];
  if (bits === '') return cipherHelp[name] ?? name;
  return mode === 'cbc' ? `AES ${bits} bits` : `AES-${mode.toUpperCase()} ${bits} bits`;
}

function helpOfMac(name: string): string {
  const [, hash = '', bits] = /^hmac-(md5|sha1)(?:-(\d+))?$/.exec(name) ?? [];
  if (hash === '') return name.toUpperCase();
  return `HMAC-${hash.toUpperCase()}, ${bits ?? (hash === 'md5' ? '128' : '160')} bits`;
}

const withHelp = (names: readonly string[], help: (name: string) => string) =>
  Object.fromEntries(names.map((name) => [name, help(name)]));

/** The options of the client: guide pages 5 and 30. */
function optionsOf({ ssh }: Release): readonly Option[] {
  const names = (kind: AlgorithmKind) => [
    ...new Set([...ssh.defaults[kind], ...(ssh.configurable[kind] ?? [])]),
  ];
  const macs = names('mac');
  // Names of older documents with the length of the hash; the guide's example (page 39) has one of them.
  const longMacs = [
    ...(macs.includes('hmac-md5') ? ['hmac-md5-128'] : []),
    ...(macs.includes('hmac-sha1') ? ['hmac-sha1-160'] : []),
  ];
  const triple = ssh.versions.includes(1) ? ['3des'] : [];
  const ciphers = withHelp([...triple, ...names('encryption')], helpOfCipher);
  return [
    {
      word: '-c',
      help: 'Select encryption algorithm',
      values: (next) => [
        ...choice('cipher', ciphers)(next),
        // Not in the help of devices with triple DES, which take it for version 1 (guide page 3).
        ...(triple.length > 0 ? [{ ...keyword('des', 'des', next), name: 'cipher', hidden: true }] : []),
      ],
    },
    {
      word: '-l',
      help: 'Log in using this user name',
      values: (next) => [word('user', 'Login name', next)],
    },
    {
      word: '-m',
      help: 'Select HMAC algorithm',
      values: choice('mac', withHelp([...macs, ...longMacs], helpOfMac)),
    },
    {
      word: '-o',
      help: 'Specify options',
      values: (next) => [
        keyword(
          'numberofpasswordprompts',
          'Specify number of password prompts',
          number('prompts', 1, 7, 'Number of password prompts', next),
        ),
      ],
    },
    {
      word: '-p',
      help: 'Connect to this port',
      values: (next) => [number('port', 1, 65535, 'Port number', next)],
    },
    {
      word: '-v',
      help: 'Specify SSH Protocol Version',
      values: choice(
        'version',
        Object.fromEntries(ssh.versions.map((version) => [version, `Protocol Version ${version}`])),
      ),
    },
    {
      word: '-vrf',
      help: 'Specify vrf name',
      values: (next) => [word('vrf', 'VPN Routing/Forwarding', next)],
    },
  ];
}

const run: Action = { run: runSshClient };

/** `ssh …`: options in any order, each once, before the remote system or behind it; a command comes last. */
export function sshClientCommand(release: Release): Node {
  return keyword('ssh', 'Open a secure shell client connection', () => beforeTarget(optionsOf(release)));
}

function optionNodes(
  left: readonly Option[],
  after: (left: readonly Option[]) => readonly Node[],
  complete: boolean,
): readonly Node[] {
  return left.map((option) =>
    keyword(option.word, option.help, () => {
      const values = option.values(() => after(left.filter((other) => other !== option)));
      return complete ? values.map(completed) : values;
    }),
  );
}

/** The value of an option behind the target ends the command; it may be two words away. */
function completed(node: Node): Node {
  if (node.word === 'numberofpasswordprompts')
    return { ...node, children: () => node.children().map(completed) };
  return { ...node, action: run };
}

function beforeTarget(left: readonly Option[]): readonly Node[] {
  return [
    ...optionNodes(left, beforeTarget, false),
    wordLike('remote', 'WORD', /^[^-]/, 'IP address or hostname of a remote system', run, () =>
      behindTarget(left),
    ),
  ];
}

function behindTarget(left: readonly Option[]): readonly Node[] {
  const command = wordLike('command', 'LINE', /^[^-]/, 'Command to be executed on the remote system', run);
  return [...optionNodes(left, behindTarget, true), { ...command, restOfLine: true }];
}

/** What is done with the sessions to other hosts that are left open: `show sessions`, `where`, `resume`, `disconnect`. */
export const sessionCommands: readonly Node[] = [
  keyword('where', 'List active connections', { run: showSessions }),
  keyword(
    'show',
    'Show running system information',
    keyword('sessions', 'Information about Telnet connections', { run: showSessions }),
  ),
  keyword(
    'resume',
    'Resume an active network connection',
    { run: resume },
    number('connection', 1, 20, 'The number of an active network connection', { run: resume }),
  ),
  keyword(
    'disconnect',
    'Disconnect an existing network connection',
    { run: disconnect },
    number('connection', 1, 20, 'The number of an active network connection', { run: disconnect }),
  ),
];

/** Form of IOS as it is pasted everywhere; bytes and idle time are not counted. */
function showSessions(context: CommandContext): string {
  const { outgoing } = ownSession(context);
  if (outgoing.all.length === 0) return '% No connections open\n';
  const rows = outgoing.all.map(([number, { target, address }]) => {
    const mark = number === outgoing.current ? '*' : ' ';
    const columns = [target.padEnd(19), address.padEnd(19), '0'.padStart(4), '0'.padStart(5), target];
    return `${mark}${String(number).padStart(3)} ${columns.join(' ')}\n`;
  });
  return `Conn Host                Address             Byte  Idle Conn Name\n${rows.join('')}\n`;
}

async function resume(context: CommandContext, { connection }: Args): Promise<void> {
  const { outgoing } = ownSession(context);
  const number = connection === undefined ? outgoing.current : Number(connection);
  if (!(await outgoing.resume(number))) throw new CommandError(noSuchConnection(connection));
}

async function disconnect(context: CommandContext, { connection }: Args): Promise<void> {
  const { outgoing } = ownSession(context);
  const chosen = outgoing.get(connection === undefined ? outgoing.current : Number(connection));
  if (chosen === undefined) throw new CommandError(noSuchConnection(connection));
  if (!(await confirmed(context, `Closing connection to ${chosen.target} `))) return;
  chosen.close();
  await chosen.over;
}

function noSuchConnection(connection: string | undefined): string {
  return connection === undefined
    ? '% No current connection\n'
    : `% ${connection} is not an open connection\n`;
}
