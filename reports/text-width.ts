/** A text as one line of at most so many columns. */
export function fitted(text: string, columns: number): string {
  const oneLine = text.replaceAll(/[\u0000-\u001f]/g, ' ');
  if (oneLine.length <= columns) return oneLine;
  return columns <= 1 ? '' : `${oneLine.slice(0, columns - 1)}…`;
}

/**
 * A line as lines that are indented and, where the width is known, no wider than it: broken between words, and
 * inside a word only where it is wider than a line.
 */
export function wrapped(line: string, columns: number | undefined, indent: number): string[] {
  const margin = ' '.repeat(indent);
  if (columns === undefined) return [margin + line];
  const width = Math.max(20, columns - indent - 1);
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const blank = rest.lastIndexOf(' ', width);
    const at = blank > 0 && rest.slice(0, blank).trim() !== '' ? blank : width;
    lines.push(margin + rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...lines, margin + rest];
}
