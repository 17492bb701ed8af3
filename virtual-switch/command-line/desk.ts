import type { Block } from '../configuration/configuration.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { CommandContext, CommandIo } from './context.ts';
import type { Node } from './grammar.ts';
import type { ModeName } from './modes.ts';
import { helpFor, parseCommand, type Grammar, type ParseResult } from './parse.ts';
import type { CliSession } from './session.ts';

interface Frame {
  readonly mode: ModeName;
  readonly blocks: readonly Block[];
}

export type ConfigurationTrees = Readonly<Record<ModeName, readonly Node[]>>;

/**
 * Where configuration is typed: the modes that one is in, and the commands that each of them knows. A command
 * that a mode does not know is looked for in those above it, which leaves the mode.
 */
export class ConfigurationDesk {
  readonly #device: VirtualSwitch;
  readonly #trees: ConfigurationTrees;
  #frames: Frame[] = [];

  constructor(device: VirtualSwitch, trees: ConfigurationTrees) {
    this.#device = device;
    this.#trees = trees;
  }

  open(): void {
    this.#frames = [{ mode: 'config', blocks: [this.#device.configuration] }];
  }

  close(): void {
    this.#frames = [];
  }

  /** The innermost mode, or undefined outside configuration. */
  get mode(): ModeName | undefined {
    return this.#frames.at(-1)?.mode;
  }

  grammar(depth = this.#frames.length - 1): Grammar {
    const mode = this.#frames[depth]?.mode ?? 'config';
    return { nodes: this.#trees[mode], visible: () => true, negatable: true };
  }

  help(input: string): ReturnType<typeof helpFor> {
    return helpFor(input, this.grammar());
  }

  /** Runs one line; the result says whether it was a command. */
  async execute(input: string, io: CommandIo, session?: CliSession): Promise<ParseResult> {
    const { depth, result } = this.#find(input);
    if (result.kind !== 'command') return result;
    this.#frames.length = depth + 1;
    const frame = this.#frames[depth];
    const context: CommandContext = {
      device: this.#device,
      io,
      configuration: this.#device.configuration,
      blocks: frame?.blocks ?? [],
      parsed: result,
      session,
      enter: (mode, blocks) => void this.#frames.push({ mode, blocks }),
      leave: () => void this.#frames.pop(),
      end: () => this.close(),
    };
    const perform = result.negated ? result.action.no : result.action.run;
    const output = await perform?.(context, result.args);
    if (typeof output === 'string') io.print(output);
    this.#device.settingsChanged();
    return result;
  }

  #find(input: string): { depth: number; result: ParseResult } {
    const innermost = this.#frames.length - 1;
    let best: ParseResult | undefined;
    for (let depth = innermost; depth >= 0; depth -= 1) {
      const result = parseCommand(input, this.grammar(depth));
      if (result.kind === 'command' || result.kind === 'empty') return { depth, result };
      best ??= result;
      if (best.kind === 'invalid' && (result.kind !== 'invalid' || result.column > best.column))
        best = result;
      if (result.kind !== 'invalid') break;
    }
    return { depth: innermost, result: best ?? { kind: 'empty' } };
  }
}
