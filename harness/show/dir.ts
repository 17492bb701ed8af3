/** A file system as `dir` lists it. */
export interface ShownDirectory {
  /** As the device names it: `flash:/`. */
  readonly name: string;
  readonly files: readonly ShownFile[];
}

export interface ShownFile {
  readonly name: string;
  readonly bytes: number;
  readonly isDirectory: boolean;
}

const headLine = /^Directory of (\S+)$/;
const date = String.raw`(?:<no date>|[A-Z][a-z]{2} +\d{1,2} \d{4} \d\d:\d\d:\d\d [+-]\d\d:\d\d)`;
const fileLine = new RegExp(String.raw`^\d+ +([-d])[-rwx]{3} +(\d+) +${date} +(\S.*)$`);

/** Undefined where the lines are no listing. */
export function parseDir(lines: readonly string[]): ShownDirectory | undefined {
  const texts = lines.map((line) => line.trim());
  const name = texts.map((text) => headLine.exec(text)?.[1]).find((found) => found !== undefined);
  if (name === undefined) return undefined;
  const files = texts.flatMap((text): ShownFile[] => {
    const [, kind, bytes, file] = fileLine.exec(text) ?? [];
    if (kind === undefined || bytes === undefined || file === undefined) return [];
    return [{ name: file, bytes: Number(bytes), isDirectory: kind === 'd' }];
  });
  return { name, files };
}
