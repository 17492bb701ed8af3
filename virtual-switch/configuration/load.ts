import type { CommandIo } from '../command-line/context.ts';
import { ConfigurationDesk } from '../command-line/desk.ts';
import { parseErrorText } from '../command-line/errors.ts';
import type { VirtualSwitch } from '../switch.ts';

/** A line of a configuration file that the switch does not take, with its number and why. */
export interface Rejected {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

/** Reads configuration as if it were typed, through the same tree; gives the lines that were no commands. */
export async function loadConfiguration(device: VirtualSwitch, file: string): Promise<Rejected[]> {
  const lines = file.split(/\r?\n/);
  const rejected: Rejected[] = [];
  const desk = new ConfigurationDesk(device, device.configurationTrees);
  desk.open();
  let at = 0;
  let printed = '';
  const next = () => Promise.resolve(lines[at++] ?? 'quit');
  const io: CommandIo = { print: (text) => void (printed += text), ask: next, askSecret: next };
  while (at < lines.length && desk.mode !== undefined) {
    const number = at + 1;
    const text = lines[at++] ?? '';
    if (/^\s*(?:!|$)|^Building configuration|^Current configuration :/.test(text)) continue;
    printed = '';
    let reason: string;
    try {
      reason = parseErrorText(await desk.execute(text, io), text, 0) || printed;
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
    if (/^%/m.test(reason))
      rejected.push({ line: number, text, reason: reason.trim().replaceAll(/\s*\n\s*/g, ' ') });
  }
  return rejected;
}
