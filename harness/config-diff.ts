import { parseShowRunningConfig, type ShownConfigLine } from './show/show-running-config.ts';

/** A line of running-config with the lines that it stands under, outermost first. */
export type ConfigLine = ShownConfigLine;

/** What must be typed to get from one configuration to the other, and what differs, for people. */
export interface ConfigDiff {
  readonly added: readonly ConfigLine[];
  readonly removed: readonly ConfigLine[];
}

/** Changes without anybody's doing. */
const volatile = /^ntp clock-period /;

/** Under these lines stand bodies of certificates, which are made anew with their keys (docs/clean-state.md). */
const bodyOf = /^certificate /;

/** A certificate that the device has made for itself. */
const selfSigned = /^certificate self-signed(?: [0-9A-F]+)?$/;
const chain = /^crypto pki certificate chain (\S+)$/;

/** The lines of `show running-config` that count; those of a banner's body stand under the banner. */
export function configLines(output: readonly string[]): ConfigLine[] {
  const { lines, banners } = parseShowRunningConfig(output);
  const counting = lines
    .filter(({ parents, text }) => !volatile.test(text) && !parents.some((parent) => bodyOf.test(parent)))
    // A certificate that is made anew has another serial number.
    .map(({ parents, text }) => ({ parents, text: text.replace(selfSigned, 'certificate self-signed') }));
  const bodies = banners.flatMap(({ line, body }) => body.map((text) => ({ parents: [line], text })));
  return [...counting, ...bodies];
}

/** `masked` says how a line stands in the journal: lines that stand there alike are alike, also in a replay. */
export function diffConfig(
  baseline: readonly ConfigLine[],
  now: readonly ConfigLine[],
  masked: (text: string) => string = (text) => text,
): ConfigDiff {
  const seen = (line: ConfigLine): string => masked(keyOf(line));
  const before = new Set(baseline.map(seen));
  const after = new Set(now.map(seen));
  return {
    added: now.filter((line) => !before.has(seen(line))),
    removed: baseline.filter((line) => !after.has(seen(line))),
  };
}

/**
 * What undoes a diff: first what was added goes, then what was removed comes. Each group of commands begins in
 * global configuration.
 */
export function undoing({ added, removed }: ConfigDiff): string[][] {
  const gone = new Set<string>();
  const undo = added.filter(isTyped).flatMap((line) => {
    // what stands under a line that goes, goes with it
    if (line.parents.some((_, depth) => gone.has(keyOf(parentOf(line, depth))))) return [];
    gone.add(keyOf(line));
    return isReplacedByTyping(line, removed)
      ? []
      : [{ line, commands: commandsFor(line, negationOf(line.text)) }];
  });
  const redo = removed.filter(isTyped).flatMap((line) => {
    const name = chain.exec(line.parents.at(-1) ?? '')?.[1];
    if (name !== undefined && selfSigned.test(line.text)) return [[`crypto pki enroll ${name}`]];
    return chain.test(line.text) ? [] : [commandsFor(line, inOneLine(line.text))];
  });
  const inTurn = undo.toSorted((one, other) => turnOf(one.line) - turnOf(other.line));
  return [...inTurn.map(({ commands }) => commands), ...redo];
}

/**
 * What names a server, or a group of them, goes before it. Without AAA none of its lists is shown or can be taken away, and all
 * are back the next time.
 */
const lateTurns: readonly RegExp[] = [
  /^aaa group server /,
  /^(?:tacacs|radius)(?: server|-server) /,
  /^aaa new-model$/,
];

function turnOf({ text, parents }: ConfigLine): number {
  return parents.length > 0 ? 0 : lateTurns.findIndex((pattern) => pattern.test(text)) + 1;
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
  /^(?:hostname|username \S+(?: privilege \d+)? (?:password|secret)|enable (?:password|secret)|(?:tacacs|radius)-server key|ip domain[- ]name|login|password|transport input|exec-timeout|logging trap)\b/;

/** The body of a banner is typed with the banner or not at all. */
function isTyped({ parents }: ConfigLine): boolean {
  return !parents.some((parent) => parent.startsWith('banner '));
}

/** A listing shows the delimiter of a banner as `^C`, which typed so would be another one. */
function inOneLine(text: string): string {
  const [, which, body = ''] = /^banner (\S+) \^C(.*)\^C$/.exec(text) ?? [];
  if (which === undefined) return text;
  const delimiter = ['#', '~', '|', '@'].find((character) => !body.includes(character)) ?? '^';
  return `banner ${which} ${delimiter}${body}${delimiter}`;
}

function isReplacedByTyping(line: ConfigLine, removed: readonly ConfigLine[]): boolean {
  const key = singleValued.exec(line.text)?.[0];
  if (key === undefined) return false;
  return removed.some(
    ({ parents, text }) => parents.join('\n') === line.parents.join('\n') && text.startsWith(key),
  );
}

/** Where a `no` with all that stood behind is not taken, or asks for more than needed, it has the name alone. */
const goesByName =
  /^(?:(?:username|banner|(?:tacacs|radius) server|tacacs-server host) \S+|enable (?:password|secret)|password(?! encryption| logging)|(?:tacacs|radius)-server key|radius-server host(?: (?!key )\S+)+)/;

/**
 * Where `no` is a setting of its own: `no exec-timeout` means never, and is shown as `exec-timeout 0 0`; `no logging trap` sends
 * nothing to a syslog server.
 */
const defaults: readonly (readonly [RegExp, string])[] = [
  [/^exec-timeout\b/, 'exec-timeout 10 0'],
  [/^(?:no )?logging trap\b/, 'logging trap informational'],
];

function negationOf(text: string): string {
  const byDefault = defaults.find(([pattern]) => pattern.test(text))?.[1];
  if (byDefault !== undefined) return byDefault;
  if (text.startsWith('no ')) return text.slice(3);
  return `no ${goesByName.exec(text)?.[0] ?? text}`;
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
