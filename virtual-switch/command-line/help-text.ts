import type { HelpResult } from './parse.ts';

/** What `?` prints, up to the prompt that follows. */
export function helpText(help: HelpResult, typed: string, width: number): string {
  switch (help.kind) {
    case 'unrecognized':
      return '% Unrecognized command\n';
    case 'ambiguous':
      return `% Ambiguous command:  "${typed}"\n`;
    case 'words':
      return `${columns(help.words, width)}\n`;
    case 'next': {
      const entries = [...help.entries, ...(help.complete ? [{ word: '<cr>', help: '' }] : [])];
      if (entries.length === 0) return '% Unrecognized command\n';
      const longest = Math.max(...entries.map(({ word }) => word.length));
      return `${entries.map(({ word, help: text }) => `  ${word.padEnd(longest)}  ${text}`.trimEnd()).join('\n')}\n\n`;
    }
  }
}

function columns(words: readonly string[], width: number): string {
  const cell = Math.max(...words.map((word) => word.length)) + 2;
  const perLine = Math.max(1, Math.floor((width || 80) / cell));
  let text = '';
  for (const [index, word] of words.entries()) {
    const endOfLine = index % perLine === perLine - 1 || index === words.length - 1;
    text += endOfLine ? `${word}\n` : word.padEnd(cell);
  }
  return text;
}
