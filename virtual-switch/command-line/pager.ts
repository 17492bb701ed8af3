import type { LineEditor } from './line-editor.ts';
import type { Screen } from './screen.ts';

const more = ' --More-- ';
/** How a real device wipes it out: not the first of its ten columns, which the cursor never goes back to. */
const wipe = '\b'.repeat(9) + ' '.repeat(8) + '\b'.repeat(9);

/**
 * Prints output a screenful at a time. Space shows the next screen, Return one more line, anything else ends
 * it. A length of 0 prints all at once.
 */
export async function page(
  output: string,
  options: { screen: Screen; editor: LineEditor; length: number; width: number; timeoutMs?: number },
): Promise<'shown' | 'ended' | 'timeout'> {
  const { screen, editor, length, width } = options;
  const lines = output.split('\n');
  const ending = lines.pop() ?? '';
  const height = (text: string) => (width === 0 ? 1 : Math.max(1, Math.ceil(text.length / width)));
  let room = length === 0 ? Infinity : length - 1;
  for (const [index, text] of lines.entries()) {
    if (room <= 0) {
      screen.print(more);
      const key = await editor.key(options.timeoutMs);
      screen.echo(wipe);
      if (key === undefined) return 'timeout';
      if (key === ' ') room = length - 1;
      else if (key === '\r') room = 1;
      else {
        screen.print('\n');
        return 'ended';
      }
    }
    screen.print(`${text}\n`);
    room -= height(lines[index + 1] ?? '');
  }
  screen.print(ending);
  return 'shown';
}
