import { authenticate, linePassword } from './aaa/authenticate.ts';
import { GaveUp } from './aaa/login-attempt.ts';
import { dialogueAt } from './command-line/line-dialogue.ts';
import { loginMethods } from './aaa/login-lists.ts';
import type { LineEditor } from './command-line/line-editor.ts';
import type { Screen } from './command-line/screen.ts';
import { flag } from './configuration/configuration.ts';
import type { VirtualSwitch } from './switch.ts';
import type { TtyLine } from './tty-line.ts';

/** Who was let in; without a name where nobody asked for it. */
export interface LoggedIn {
  readonly name: string | undefined;
}

const tries = 3;
/** Asks what the line wants asked of somebody at a terminal; undefined after three failures. */
export async function login(
  device: VirtualSwitch,
  line: TtyLine,
  screen: Screen,
  editor: LineEditor,
): Promise<LoggedIn | undefined> {
  const [method = 'none'] = loginMethods(device, line);
  if (method === 'none') {
    device.aaa.identify(line, { name: undefined, method });
    return { name: undefined };
  }
  const aaa = flag(device.configuration, 'aaa new-model') === true;
  if (method === 'line' && !aaa && linePassword(device, line) === undefined) {
    screen.print(
      line.kind === 'vty'
        ? '\nPassword required, but none set\n'
        : "% Login disabled on line 0, until 'password' is set\n",
    );
    return undefined;
  }
  const dialogue = dialogueAt(device, line, screen, editor, '\nUser Access Verification\n\n');
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    try {
      const identity = await authenticate(device, line, dialogue);
      if (identity !== undefined) return { name: identity.name };
    } catch (error) {
      if (!(error instanceof GaveUp)) throw error;
      if (error.forGood) return undefined;
      continue;
    }
    if (aaa) screen.print('\n% Authentication failed\n\n');
    else if (method === 'local') screen.print('% Login invalid\n\n');
  }
  if (method === 'line' && !aaa) screen.print('% Bad passwords\n');
  return undefined;
}
