/** A line of running-config with the lines that it stands under, outermost first. */
export interface ConfigLine {
  readonly parents: readonly string[];
  readonly text: string;
}

/** What must be typed to get from one configuration to the other, and what differs, for people. */
export interface ConfigDiff {
  readonly added: readonly ConfigLine[];
  readonly removed: readonly ConfigLine[];
}

/**
 * Lines that change without anybody's doing, and bodies of keys and certificates, which are made anew and never
 * the same (docs/clean-state.md).
 */
const volatile = [
  /^Building configuration/,
  /^Current configuration ?:/,
  /^! /,
  /^!$/,
  /^end$/,
  /^ntp clock-period /,
];

/** Under these lines stand bodies of certificates, which are made anew with their keys. */
const bodyOf = /^certificate /;

/** The lines of `show running-config` that count, with their parents by indentation. */
export function configLines(output: readonly string[]): ConfigLine[] {
  const lines: ConfigLine[] = [];
  const above: { indent: number; text: string }[] = [];
  for (const raw of output) {
    const text = raw.trim();
    const indent = raw.length - raw.trimStart().length;
    if (text === '' || volatile.some((pattern) => pattern.test(text))) continue;
    while ((above.at(-1)?.indent ?? -1) >= indent) above.pop();
    if (bodyOf.test(above.at(-1)?.text ?? '')) continue;
    lines.push({ parents: above.map((parent) => parent.text), text });
    above.push({ indent, text });
  }
  return lines;
}

export function diffConfig(baseline: readonly ConfigLine[], now: readonly ConfigLine[]): ConfigDiff {
  const before = new Set(baseline.map(keyOf));
  const after = new Set(now.map(keyOf));
  return {
    added: now.filter((line) => !before.has(keyOf(line))),
    removed: baseline.filter((line) => !after.has(keyOf(line))),
  };
}

/**
 * What undoes a diff: first what was added goes, then what was removed comes. Each group of commands begins in
 * global configuration.
 */
export function undoing({ added, removed }: ConfigDiff): string[][] {
  const gone = new Set<string>();
  const undo = [...added].flatMap((line) => {
    // what stands under a line that goes, goes with it
    if (line.parents.some((_, depth) => gone.has(keyOf(parentOf(line, depth))))) return [];
    gone.add(keyOf(line));
    return isReplacedByTyping(line, removed) ? [] : [commandsFor(line, negationOf(line.text))];
  });
  const redo = removed.map((line) => commandsFor(line, line.text));
  return [...undo, ...redo];
}

export function describeDiff({ added, removed }: ConfigDiff): string[] {
  const withParents = ({ parents, text }: ConfigLine): string => [...parents, text].join(' / ');
  return [
    ...removed.map((line) => `- ${withParents(line)}`),
    ...added.map((line) => `+ ${withParents(line)}`),
  ];
}

/** Commands of one value, where the baseline's line typed again is the way back and a `no` would only do harm. */
const singleValued =
  /^(?:hostname|username \S+|enable secret|ip domain[- ]name|login|transport input|exec-timeout)\b/;

function isReplacedByTyping(line: ConfigLine, removed: readonly ConfigLine[]): boolean {
  const key = singleValued.exec(line.text)?.[0];
  if (key === undefined) return false;
  return removed.some(
    ({ parents, text }) => parents.join('\n') === line.parents.join('\n') && text.startsWith(key),
  );
}

function negationOf(text: string): string {
  return text.startsWith('no ') ? text.slice(3) : `no ${text}`;
}

function commandsFor(line: ConfigLine, command: string): string[] {
  return [...line.parents, command];
}

function parentOf(line: ConfigLine, depth: number): ConfigLine {
  return { parents: line.parents.slice(0, depth), text: line.parents[depth] ?? '' };
}

function keyOf({ parents, text }: ConfigLine): string {
  return [...parents, text].join('\n');
}
