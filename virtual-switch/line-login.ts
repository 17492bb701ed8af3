import { type LoginMethod, loginMethods } from './aaa/login-lists.ts';
import { letsIn, linePassword } from './aaa/password-check.ts';
import type { LineEditor, Typed } from './command-line/line-editor.ts';
import type { Screen } from './command-line/screen.ts';
import { flag } from './configuration/configuration.ts';
import type { VirtualSwitch } from './switch.ts';
import { execTimeoutMs, type TtyLine } from './tty-line.ts';

/** Who was let in; without a name where nobody asked for it. */
export interface LoggedIn {
  readonly name: string | undefined;
}

const tries = 3;
/** `timeout login response`, whose default a vty has; the console waits as long as for a command. */
const vtyTimeoutMs = 30_000;
const consoleTimeoutMs = 600_000;

/** Methods that ask for a password alone. */
const nameless: readonly LoginMethod[] = ['line', 'enable'];

/** Asks what the line wants asked of somebody at a terminal; undefined after three failures. */
export async function login(
  device: VirtualSwitch,
  line: TtyLine,
  screen: Screen,
  editor: LineEditor,
): Promise<LoggedIn | undefined> {
  const [method = 'none'] = loginMethods(device, line);
  if (method === 'none') return { name: undefined };
  const aaa = flag(device.configuration, 'aaa new-model') === true;
  if (method === 'line' && !aaa && linePassword(device, line) === undefined) {
    screen.print(
      line.kind === 'vty'
        ? '\nPassword required, but none set\n'
        : "% Login disabled on line 0, until 'password' is set\n",
    );
    return undefined;
  }
  const timeoutMs =
    line.kind === 'vty' ? vtyTimeoutMs : (execTimeoutMs(device.lineBlock(line)) ?? consoleTimeoutMs);
  const ask = async (what: 'Username' | 'Password'): Promise<Typed> => {
    const typed = await editor.read({ prompt: `${what}: `, echo: what === 'Username', timeoutMs });
    if (typed.kind === 'timeout' && line.kind === 'vty') screen.print(`\n% ${what}:  timeout expired!\n`);
    return typed;
  };
  screen.print('\nUser Access Verification\n\n');
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    let name: string | undefined;
    if (!nameless.includes(method)) {
      const typed = await ask('Username');
      if (typed.kind === 'timeout') return undefined;
      if (typed.kind !== 'line') continue;
      name = typed.text.trim();
    }
    const typed = await ask('Password');
    if (typed.kind === 'timeout') return undefined;
    if (typed.kind !== 'line') continue;
    if (letsIn(device, line, name, typed.text)) {
      return { name };
    }
    if (aaa) screen.print('\n% Authentication failed\n\n');
    else if (method === 'local') screen.print('% Login invalid\n\n');
  }
  if (method === 'line' && !aaa) screen.print('% Bad passwords\n');
  return undefined;
}
