import { type Dialogue, GaveUp } from '../aaa/login-attempt.ts';
import type { VirtualSwitch } from '../switch.ts';
import { execTimeoutMs, type TtyLine } from '../tty-line.ts';
import type { LineEditor } from './line-editor.ts';
import type { Screen } from './screen.ts';

/** `timeout login response`, whose default a vty has; the console waits as long as for a command. */
const vtyTimeoutMs = 30_000;
const consoleTimeoutMs = 600_000;

/** Whoever sits at the terminal; a heading comes before the first question. */
export function dialogueAt(
  device: VirtualSwitch,
  line: TtyLine,
  screen: Screen,
  editor: LineEditor,
  heading = '',
): Dialogue {
  const timeoutMs =
    line.kind === 'vty' ? vtyTimeoutMs : (execTimeoutMs(device.lineBlock(line)) ?? consoleTimeoutMs);
  let headed = false;
  return {
    ask: async ({ text, echo }) => {
      if (!headed) screen.print(heading);
      headed = true;
      // What stands above the question is a message of the server; the editor paints the last line alone.
      const lines = text.replaceAll('\r', '').split('\n');
      const prompt = lines.pop() ?? '';
      for (const above of lines) screen.print(`${above}\n`);
      const typed = await editor.read({ prompt, echo, timeoutMs });
      if (typed.kind === 'line') return typed.text;
      const what = prompt.replace(/:\s*$/, '');
      if (typed.kind === 'timeout' && line.kind === 'vty') screen.print(`\n% ${what}:  timeout expired!\n`);
      throw new GaveUp(`nothing was typed at ${what}`, typed.kind === 'timeout');
    },
    tell: (text) => screen.print(text.replace(/\n?$/, '\n')),
  };
}
