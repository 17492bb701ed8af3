import type { LineEditor } from '../command-line/line-editor.ts';
import type { Screen } from '../command-line/screen.ts';
import type { VirtualSwitch } from '../switch.ts';

/** What is printed, and then how long the switch is at it, in milliseconds. */
export type BootStep = readonly [text: string, milliseconds: number];

/** The console while no session is on it. */
export interface BootConsole {
  readonly screen: Screen;
  readonly editor: LineEditor;
}

/** Prints a step and lets its time go by. */
export async function printSteps(
  device: VirtualSwitch,
  screen: Pick<Screen, 'print'>,
  steps: readonly BootStep[],
): Promise<void> {
  for (const [text, milliseconds] of steps) {
    screen.print(text);
    await pause(device, milliseconds);
  }
}

export function pause({ clock }: VirtualSwitch, milliseconds: number): Promise<void> {
  return new Promise((resolve) => void clock.after(milliseconds, resolve));
}
