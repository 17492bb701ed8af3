import type { ParseResult } from './parse.ts';

/** A command that was understood but cannot be done; its text is what the switch prints. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** What a line that is no command makes the switch print; `promptWidth` is where its echo began. */
export function parseErrorText(result: ParseResult, input: string, promptWidth: number): string {
  switch (result.kind) {
    case 'invalid':
      return `${' '.repeat(promptWidth + result.column)}^\n% Invalid input detected at '^' marker.\n\n`;
    case 'incomplete':
      return '% Incomplete command.\n\n';
    case 'ambiguous':
      return `% Ambiguous command:  "${input.trimEnd()}"\n`;
    case 'empty':
    case 'command':
      return '';
  }
}
