import type { LineEditor } from './command-line/line-editor.ts';
import type { Screen } from './command-line/screen.ts';
import { flag } from './configuration/configuration.ts';
import { matches } from './passwords.ts';
import type { VirtualSwitch } from './switch.ts';
import { execTimeoutMs, loginMethod } from './tty-line.ts';

/** Asks what `line con 0` wants asked; undefined after three failures. */
export async function login(
  device: VirtualSwitch,
  screen: Screen,
  editor: LineEditor,
): Promise<{ name: string | undefined; privilege?: number | undefined } | undefined> {
  const block = device.lineBlock(device.console);
  const method = flag(device.configuration, 'aaa new-model') === true ? 'none' : loginMethod(block);
  if (method === 'none') return { name: undefined };
  const timeoutMs = execTimeoutMs(block) ?? 600_000;
  const password = /^([07]) (.*)$/.exec(block?.settings.get('password') ?? '');
  if (method === 'password' && password?.[2] === undefined) {
    screen.print("% Login disabled on line 0, until 'password' is set\n");
    return undefined;
  }
  screen.print('\nUser Access Verification\n\n');
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    let name: string | undefined;
    if (method === 'local') {
      const typed = await editor.read({ prompt: 'Username: ', timeoutMs });
      if (typed.kind === 'timeout') return undefined;
      if (typed.kind !== 'line') continue;
      name = typed.text.trim();
    }
    const typed = await editor.read({ prompt: 'Password: ', echo: false, timeoutMs });
    if (typed.kind === 'timeout') return undefined;
    if (typed.kind !== 'line') continue;
    if (method === 'password') {
      const type = password?.[1] === '7' ? 7 : 0;
      if (matches({ type, text: password?.[2] ?? '' }, typed.text)) return { name: undefined };
    } else {
      const user = device.configuration.users.get(name ?? '');
      const stored = user?.secret ?? user?.password;
      if (user && stored && matches(stored, typed.text)) return { name, privilege: user.privilege };
      screen.print('% Login invalid\n\n');
    }
  }
  if (method === 'password') screen.print('% Bad passwords\n');
  return undefined;
}
