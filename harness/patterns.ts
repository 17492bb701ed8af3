import type { Expectation, Requirement } from '../requirements/requirement.ts';
import type { ObservedText } from './observed-text.ts';
import { isWhere } from './where-typed.ts';

export { textOf, type ObservedLine, type ObservedText } from './observed-text.ts';

/** A line that matched an item, with its place in the recording. */
export interface MatchedLine {
  readonly index: number;
  readonly line: string;
  readonly from?: number;
  readonly to?: number;
}

/** What the registry's patterns say of some texts; the numbers are indexes of the requirement's `expect`. */
export interface PatternJudgement {
  /** Fail also where no pattern was there that could have failed: see `notPut`. */
  readonly verdict: 'pass' | 'fail';
  /** Required items that a line met, itself or through an alternative; absent ones that stayed away. */
  readonly met: number[];
  readonly missed: number[];
  /** Items that must be absent and were there. */
  readonly violated: number[];
  readonly optionalSeen: number[];
  /** Items that decide, but speak of a command that none of the texts comes from. */
  readonly notPut: number[];
  readonly matched: MatchedLine[];
  /** What was expected and what came, for a fail. */
  readonly reason?: string;
}

/**
 * Judges texts by a requirement's patterns. Each required item must be met by a line of one of the texts, by
 * itself or by an alternative that names it; an `absent` one must match no line of any.
 */
export function judgeByPatterns(requirement: Requirement, texts: readonly ObservedText[]): PatternJudgement {
  const items = compile(requirement);
  const matched: MatchedLine[] = [];
  const seen = new Set<number>();
  const put = new Set<number>();
  for (const text of texts) {
    const asked = items.filter(({ item }) => item.where === undefined || isWhere(item.where, text.where));
    for (const { index } of asked) put.add(index);
    const found = matchText(asked, text);
    for (const [index, lines] of found) {
      if (lines.length < (items[index]?.item.count ?? 1)) continue;
      seen.add(index);
      matched.push(...lines);
    }
  }

  const met: number[] = [];
  const missed: number[] = [];
  const violated: number[] = [];
  const optionalSeen: number[] = [];
  const notPut: number[] = [];
  for (const { item, index } of items) {
    if (item.optional === true || item.alternative === true) {
      if (seen.has(index)) optionalSeen.push(index);
    } else if (item.absent === true) {
      if (!put.has(index)) notPut.push(index);
      else (seen.has(index) ? violated : met).push(index);
    } else if (
      seen.has(index) ||
      items.some((other) => standsIn(other.item, index) && seen.has(other.index))
    ) {
      met.push(index);
    } else {
      (put.has(index) ? missed : notPut).push(index);
    }
  }
  const pass = missed.length === 0 && violated.length === 0 && met.length > 0;
  return {
    verdict: pass ? 'pass' : 'fail',
    met,
    missed,
    violated,
    optionalSeen,
    notPut,
    matched,
    ...(pass ? {} : { reason: reasonOf(requirement, texts, missed, violated, matched) }),
  };
}

interface CompiledItem {
  readonly index: number;
  readonly item: Expectation;
  readonly re: RegExp;
}

const compiled = new WeakMap<Requirement, readonly CompiledItem[]>();

function compile(requirement: Requirement): readonly CompiledItem[] {
  const before = compiled.get(requirement);
  if (before !== undefined) return before;
  const items = requirement.expect.map((item, index) => ({ index, item, re: new RegExp(item.re) }));
  compiled.set(requirement, items);
  return items;
}

/** Every line is looked at once by every item; one that goes on in the next line once more together with it. */
function matchText(
  items: readonly CompiledItem[],
  { lines, prompt }: ObservedText,
): Map<number, MatchedLine[]> {
  const found = new Map<number, MatchedLine[]>();
  const all = prompt === undefined || prompt === '' ? lines : [...lines, { text: prompt }];
  const texts = all.map(({ text }) => text.trim());
  let isContinuation = false;
  all.forEach((line, position) => {
    const text = texts[position] ?? '';
    const goesOn = continues(items, text, texts[position + 1]);
    const next = goesOn ? all[position + 1] : undefined;
    const joined = goesOn ? `${text} ${texts[position + 1] ?? ''}` : undefined;
    for (const { index, item, re } of items) {
      if (item.continuation === true && !isContinuation) continue;
      const together = joined !== undefined && re.test(joined);
      if (!together && !re.test(text)) continue;
      const to = together ? next?.to : line.to;
      const match = {
        index,
        line: together ? joined : text,
        ...(line.from === undefined ? {} : { from: line.from }),
        ...(to === undefined ? {} : { to }),
      };
      const before = found.get(index);
      if (before === undefined) found.set(index, [match]);
      else before.push(match);
    }
    isContinuation = goesOn;
  });
  return found;
}

/** Whether the device broke a line here: an item says that it may, and another that the next is its rest. */
function continues(items: readonly CompiledItem[], text: string, next: string | undefined): boolean {
  return (
    next !== undefined &&
    items.some(({ item, re }) => item.continuation === true && re.test(next)) &&
    items.some(({ item, re }) => item.continued === true && re.test(text))
  );
}

function standsIn(item: Expectation, index: number): boolean {
  return item.alternative === true && item.instead_of?.includes(index) === true;
}

const shownLines = 5;

function reasonOf(
  { id, expect }: Requirement,
  texts: readonly ObservedText[],
  missed: readonly number[],
  violated: readonly number[],
  matched: readonly MatchedLine[],
): string {
  if (missed.length === 0 && violated.length === 0) {
    const from = texts.map(({ where }) => (where === '' ? 'no command' : where)).join(', ');
    return `no pattern of ${id} was put to the test by the output of ${from === '' ? 'nothing' : from}`;
  }
  const came = linesOf(texts);
  const wanted = missed.map((index) => wantedAndGot(expect[index] ?? { re: '' }, came));
  const explained = wanted.every(({ got }) => got !== undefined);
  const unwanted = violated.map((index) => {
    const line = matched.find((match) => match.index === index)?.line ?? '';
    return `"${line}" must not be there`;
  });
  const told = wanted.map((one) => (one.got === undefined ? one.wanted : `${one.wanted}, got ${one.got}`));
  return [...told, ...(explained ? [] : [endOf(came)]), ...unwanted].join('; ');
}

function wantedAndGot(
  { line, re, where, count }: Pick<Expectation, 're' | 'line' | 'where' | 'count'>,
  came: readonly string[],
): { readonly wanted: string; readonly got: string | undefined } {
  const times = count === undefined ? '' : ` (${count} times)`;
  const place = where === undefined ? '' : ` in the output of ${where}`;
  return {
    wanted: `expected ${line ?? `/${re}/`}${times}${place}`,
    got: nearestLine(line ?? literalBeginning(re), came),
  };
}

function linesOf(texts: readonly ObservedText[]): string[] {
  return texts
    .flatMap(({ lines, prompt }) => [...lines.map(({ text }) => text), prompt ?? ''])
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** Fewer characters in common are chance. */
const likeness = 6;

/** The line that begins most like the wanted one: most often the same line with another value. */
function nearestLine(wanted: string, came: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let most = likeness - 1;
  for (const line of came) {
    const common = commonBeginning(wanted, line);
    if (common > most) [nearest, most] = [line, common];
  }
  return nearest;
}

function commonBeginning(one: string, other: string): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length++;
  return length;
}

/** What a pattern begins with before its first special character. */
function literalBeginning(re: string): string {
  return /^\^?([^\\^$.*+?()[\]{}|]*)/.exec(re)?.[1] ?? '';
}

/** The end of what came, where the answer and the prompt stand. */
function endOf(all: readonly string[]): string {
  if (all.length === 0) return 'nothing came';
  const shown = all.slice(-shownLines).join(' | ');
  return all.length > shownLines ? `came ${all.length} lines, the last: ${shown}` : `came ${shown}`;
}
