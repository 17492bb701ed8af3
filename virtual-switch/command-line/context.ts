import type { Block, Configuration } from '../configuration/configuration.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { CliSession } from './session.ts';
import type { Parsed } from './parse.ts';
import type { ModeName } from './modes.ts';

/** How a command talks to the one who typed it, or to the file that it stands in. */
export interface CommandIo {
  /** Prints text; `\n` ends a line. */
  print(text: string): void;
  /** Prints a question and reads the line typed after it. */
  ask(question: string): Promise<string>;
  /** The same without echo. */
  askSecret(question: string): Promise<string>;
}

/** What a command is given besides its arguments. */
export interface CommandContext {
  readonly device: VirtualSwitch;
  readonly io: CommandIo;
  readonly configuration: Configuration;
  /** The blocks that the mode stands in: one interface, or several lines at once. */
  readonly blocks: readonly Block[];
  readonly parsed: Parsed;
  /** Undefined while a configuration file is read. */
  readonly session: CliSession | undefined;
  /** Goes into a mode below this one. */
  readonly enter: (mode: ModeName, blocks: readonly Block[]) => void;
  /** Leaves one mode. */
  readonly leave: () => void;
  /** Leaves configuration. */
  readonly end: () => void;
}

/** A yes or no question, asked until one of them is typed. */
export async function confirmYesNo(io: CommandIo, question: string): Promise<boolean> {
  for (;;) {
    const answer = (await io.ask(`${question} [yes/no]: `)).trim().toLowerCase();
    if (answer !== '' && 'yes'.startsWith(answer)) return true;
    if (answer !== '' && 'no'.startsWith(answer)) return false;
    io.print("% Please answer 'yes' or 'no'.\n");
  }
}
