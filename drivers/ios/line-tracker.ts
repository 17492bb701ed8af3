import {
  asynchronyOf,
  continuation,
  gluedLogAt,
  isOnlyLog,
  isPlain,
  renderLine,
  renderPlain,
  splitAtErasing,
} from '../../bench/cli-lines.ts';

/** The text that stands on a line, without blanks at its end. */
export interface StandingLine {
  readonly text: string;
  /** Where its line begins, and where its last character ends. */
  readonly from: number;
  readonly end: number;
  /** Whether a line feed came after it. */
  readonly complete: boolean;
}

/** No prompt or question is longer; of a longer line only the end is looked at. */
const longestLine = 4096;

/**
 * Keeps the last line that somebody could have to answer: the one being written, or, while that is empty or a
 * log line, the last one before it that is neither. Every byte is looked at a bounded number of times.
 */
export class LineTracker {
  #partial = '';
  #partialFrom: number;
  #solid: StandingLine | undefined;
  /** Whether the last complete line is a log line, or goes on with one. */
  #behindLog = false;

  constructor(position: number) {
    this.#partialFrom = position;
  }

  /** `text`: what was received next (latin-1). */
  push(text: string): void {
    const all = this.#partial + text;
    const from = this.#partialFrom;
    const end = all.lastIndexOf('\n');
    if (end === -1) {
      const cut = Math.max(0, all.length - longestLine);
      this.#partial = all.slice(cut);
      this.#partialFrom = from + cut;
      return;
    }
    this.#partial = all.slice(end + 1);
    this.#partialFrom = from + end + 1;
    // More of the same changes nothing: a debug flood is read at the speed of one expression.
    if (this.#behindLog && isOnlyLog(all.slice(0, end + 1))) return;
    this.#readBackwards(all, end, from);
  }

  current(): StandingLine | undefined {
    const goesOn = this.#behindLog && continuation(this.#partial) !== 'no';
    return (goesOn ? undefined : solidPart(this.#partial, this.#partialFrom, false)) ?? this.#solid;
  }

  /** Finds the last solid line of those that end before `end`, where a line feed stands. */
  #readBackwards(all: string, end: number, from: number): void {
    /** Indented lines, the last first: only the line before them tells what they are. */
    let indented: StandingLine[] = [];
    let behindLog: boolean | undefined;
    for (let feed = end; feed >= 0;) {
      const start = feed === 0 ? 0 : all.lastIndexOf('\n', feed - 1) + 1;
      const raw = all.slice(start, feed);
      const solid = solidPart(raw, from + start, true);
      feed = start - 1;
      if (solid === undefined && raw.trim() === '') continue;
      if (solid !== undefined && continuation(raw) !== 'no') {
        indented.push(solid);
        continue;
      }
      const isLog = solid === undefined || solid.end < from + start + raw.trimEnd().length;
      behindLog ??= isLog;
      const last = isLog ? undefined : indented[0];
      if ((last ?? solid) !== undefined) {
        this.#solid = last ?? solid;
        this.#behindLog = behindLog;
        return;
      }
      indented = [];
    }
    const [last] = indented;
    behindLog ??= this.#behindLog;
    if (last !== undefined && !this.#behindLog) this.#solid = last;
    this.#behindLog = behindLog;
  }
}

/** The part of a line that is no log line; undefined where nothing is left. */
export function solidPart(raw: string, from: number, complete: boolean): StandingLine | undefined {
  if (isPlain(raw)) return solidPartOf(renderPlain(raw), raw, from, complete);
  const erased = splitAtErasing(raw);
  if (erased !== undefined) return solidPart(raw.slice(erased.restFrom), from + erased.restFrom, complete);
  return solidPartOf(renderUnlessPager(raw), raw, from, complete);
}

function solidPartOf(
  rendered: string,
  raw: string,
  from: number,
  complete: boolean,
): StandingLine | undefined {
  if (rendered.trim() === '' || asynchronyOf(rendered) !== 'no') return undefined;
  const glued = gluedLogAt(rendered);
  const text = rendered.slice(0, glued).trimEnd();
  if (text.trim() === '') return undefined;
  const end = glued === undefined ? from + raw.trimEnd().length : from + raw.indexOf(text) + text.length;
  return { text, from, end, complete };
}

function renderUnlessPager(raw: string): string {
  const pager = /(?:^|[\r\x08])( ?--More--) ?$/.exec(raw);
  return pager?.[1] ?? renderLine(raw);
}
