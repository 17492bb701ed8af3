import type { CommandContext } from '../command-line/context.ts';
import { keyword, type Node, type Part, wordWhere } from '../command-line/grammar.ts';
import { flashRoot } from '../files/file-systems.ts';
import type { FilePath } from '../files/paths.ts';

const systems: Readonly<Record<string, string>> = {
  'crashinfo:': 'crashinfo: file system',
  'flash:': 'flash: file system',
  'null:': 'null: file system',
  'nvram:': 'nvram: file system',
  'system:': 'system: file system',
};

/** A place in a file system, as the argument of that name: help offers the prefixes, and any name is taken. */
export function filePlace(name: string, help: string, ...parts: Part[]): readonly Node[] {
  return [
    ...Object.entries(systems).map(([prefix, text]) => ({ ...keyword(prefix, text, ...parts), name })),
    wordWhere(name, 'WORD', (token) => !token.startsWith('|'), help, ...parts),
  ];
}

/** Where the one who types is, in the file systems. */
export const hereOf = ({ session }: CommandContext): FilePath => session?.directory ?? flashRoot;

/** The place that was typed; a prefix that there is none of makes it a name in the directory that one is in. */
export function typedPlace(context: CommandContext, text: string): FilePath {
  const here = hereOf(context);
  return context.device.files.place(text, here) ?? { ...here, names: [...here.names, text] };
}
