/** Lines close to those of outbound sessions that the patterns of their suites must reject; see pattern-rejections.ts. */

const at = '*Nov 17 12:50:53.199: ';
/** With the tag of a server, with none, and with something behind it. */
const of = (tag: string, text: string, ...more: readonly string[]): readonly string[] =>
  [`SSH0: ${text}`, `SSH2 0: ${text}`, text, `${tag}: ${text}x`, `not ${tag}: ${text}`, ...more].map(
    (line) => `${at}${line}`,
  );
const ofIdent = (text: string): readonly string[] =>
  [`SSH0: ${text} SSH-2.0-lab`, `SSH2 CLIENT 0: ${text} SSH-2.0-lab`, `SSH CLIENT0: ${text}`].map(
    (line) => `${at}${line}`,
  );
const client = 'SSH CLIENT0';
const client2 = 'SSH2 CLIENT 0';
const password = ['password:', 'Username:', 'Enter Password:', 'Password'];
const remotePrompt = ['Device#', 'Device> exit', '>', 'Device>x'];
const noError = [
  'Password:',
  'Invalid input',
  '% Connection refused by remote host',
  '[Connection to 192.0.2.1 aborted: error status 0]',
];

export const clientPatternRejections: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> =
  {
    'SSH1-CLI-002': { 1: ['Switch>', 'Password:', '% Access denied', 'Switch# exit'] },
    'SSH1-CLI-003': { 0: password, 1: ['Device(config)#', 'Device> exit', '>'], 2: noError },
    'SSH2-SESS-001': { 0: password, 1: noError },
    'SSH2-SESS-011': { 0: password },
    'SSH2-KBIDBG-001': { 0: password, 1: password },
    'SSH2-KBIDBG-002': {
      3: [
        '[Connection to 10.76.248.200 aborted: error status 0]',
        '[Connection to courier closed by foreign host]',
        'Connection to 10.76.248.200 closed by foreign host',
        '[Connection to 10.76.248 closed by foreign host]',
        '[Connection to 10.76.248.200 closed by remote host]',
      ],
    },
    'SSH2-KBIDBG-003': {
      0: ['SSH Client debugging is off', 'Incoming SSH debugging is on', 'SSH Client debugging'],
    },
    'SSH2-KBIDBG-004': {
      1: ofIdent('protocol version id is -'),
      2: ofIdent('sent protocol version id'),
      3: of(client, 'protocol version exchange successful', `${client}: protocol version exchange failed`),
      5: of(
        client,
        'key exchange successful and encryption on',
        `${client}: key exchange failure (code = 0)`,
        `${client}: key exchange successful`,
      ),
    },
    'SSH2-KBIDBG-005': {
      0: of(client2, 'using method keyboard-interactive', `${client2}: using method publickey`),
      1: of(client2, 'using method password authentication', `${client2}: using method password`),
      2: password,
    },
    'SSH2-KBIDBG-006': {
      0: remotePrompt,
      1: of(
        client2,
        'SSH2_MSG_USERAUTH_SUCCESS message received',
        `${client2}: SSH2_MSG_USERAUTH_FAILURE message received`,
      ),
      2: of(client, 'user authenticated', `${client}: user not authenticated`),
      3: of(client2, 'pty-req request sent', `${client2}: pty-req request received`),
      4: of(client2, 'shell request sent', `${client2}: exec request sent`),
      5: of(client, 'session open', `${client}: session closed`),
    },
  };
