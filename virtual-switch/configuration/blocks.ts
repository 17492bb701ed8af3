import type { ShowContext } from '../command-line/grammar.ts';
import type { ModeName } from '../command-line/modes.ts';
import { type Block, emptyBlock } from './configuration.ts';
import { collectShown, shownLines } from './shown.ts';

/** The block of that name, made if it is not there. */
export function blockOf(parent: Block, name: string): Block {
  const existing = parent.blocks.get(name);
  if (existing) return existing;
  const made = emptyBlock();
  parent.blocks.set(name, made);
  return made;
}

/** What stands in a block, indented by one. */
export function bodyLines(context: Omit<ShowContext, 'keywords'>, mode: ModeName): string[] {
  const found = collectShown(context.device.configurationTrees[mode]);
  return shownLines(found, context).map((text) => ` ${text}`);
}

/** All blocks whose opening line begins so, each with its body and an `!` after it. */
export function blockLines(
  context: Omit<ShowContext, 'keywords'>,
  beginning: string,
  mode: ModeName,
  ending: readonly string[] = ['!'],
): string[] {
  return [...context.block.blocks]
    .filter(([name]) => name.startsWith(beginning))
    .flatMap(([name, block]) => [name, ...bodyLines({ ...context, block }, mode), ...ending]);
}
