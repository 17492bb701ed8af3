import { keyword, type Node, number, word, wordLike } from '../command-line/grammar.ts';

interface Option {
  readonly word: string;
  readonly help: string;
  /** The values that it takes, each ending in what may follow. */
  values(next: () => readonly Node[]): readonly Node[];
}

const choices =
  (names: Readonly<Record<string, string>>): Option['values'] =>
  (next) =>
    Object.entries(names).map(([name, help]) => keyword(name, help, next));

/** The options of the client: guide pages 26 and 27. */
const options: readonly Option[] = [
  {
    word: '-c',
    help: 'Select encryption algorithm',
    values: choices({
      '3des': 'triple des',
      '3des-cbc': 'triple des in CBC mode',
      'aes128-cbc': 'advanced encryption standard, 128 bits, CBC mode',
      'aes192-cbc': 'advanced encryption standard, 192 bits, CBC mode',
      'aes256-cbc': 'advanced encryption standard, 256 bits, CBC mode',
      'aes128-ctr': 'advanced encryption standard, 128 bits, counter mode',
      'aes192-ctr': 'advanced encryption standard, 192 bits, counter mode',
      'aes256-ctr': 'advanced encryption standard, 256 bits, counter mode',
    }),
  },
  {
    word: '-l',
    help: 'Log in using this user name',
    values: (next) => [word('user', 'Login name', next)],
  },
  {
    word: '-m',
    help: 'Select HMAC algorithm',
    values: choices({
      'hmac-md5': 'HMAC-MD5, 128 bits',
      'hmac-md5-96': 'HMAC-MD5, 96 bits',
      'hmac-md5-128': 'HMAC-MD5, 128 bits',
      'hmac-sha1': 'HMAC-SHA1, 160 bits',
      'hmac-sha1-96': 'HMAC-SHA1, 96 bits',
      'hmac-sha1-160': 'HMAC-SHA1, 160 bits',
    }),
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
    values: choices({ '1': 'Protocol Version 1', '2': 'Protocol Version 2' }),
  },
  { word: '-vrf', help: 'Specify vrf name', values: (next) => [word('vrf', 'VPN Routing/Forwarding', next)] },
];

/** `ssh …`: options in any order, each once, then the remote system. */
export const sshClientCommand: Node = keyword('ssh', 'Open a secure shell client connection', () =>
  argumentsWith(options),
);

function argumentsWith(left: readonly Option[]): readonly Node[] {
  return [
    ...left.map((option) =>
      keyword(option.word, option.help, () =>
        option.values(() => argumentsWith(left.filter((other) => other !== option))),
      ),
    ),
    wordLike('remote', 'WORD', /^[^-]/, 'IP address or hostname of a remote system', {
      run: () => '% This virtual switch has no SSH client yet\n',
    }),
  ];
}
