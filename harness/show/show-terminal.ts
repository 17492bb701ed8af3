/** Lines and columns of the terminal, as `show terminal` and `show line` have them; undefined where they do not. */
export function parseShowTerminal(
  output: readonly string[],
): { readonly height: number; readonly width: number } | undefined {
  for (const line of output) {
    const [, height, width] = /^Length: (\d+) lines, Width: (\d+) columns\b/.exec(line.trim()) ?? [];
    if (height !== undefined) return { height: Number(height), width: Number(width) };
  }
  return undefined;
}
