import { asynchronyOf, gluedLogAt, renderLine, splitAtErasing } from '../../bench/cli-lines.ts';

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

  constructor(position: number) {
    this.#partialFrom = position;
  }

  /** `text`: what was received next (latin-1). */
  push(text: string): void {
    const all = this.#partial + text;
    const from = this.#partialFrom;
    let end = all.lastIndexOf('\n');
    if (end === -1) {
      const cut = Math.max(0, all.length - longestLine);
      this.#partial = all.slice(cut);
      this.#partialFrom = from + cut;
      return;
    }
    this.#partial = all.slice(end + 1);
    this.#partialFrom = from + end + 1;
    while (end >= 0) {
      const start = end === 0 ? 0 : all.lastIndexOf('\n', end - 1) + 1;
      const solid = solidPart(all.slice(start, end), from + start, true);
      if (solid !== undefined) {
        this.#solid = solid;
        return;
      }
      end = start - 1;
    }
  }

  current(): StandingLine | undefined {
    return solidPart(this.#partial, this.#partialFrom, false) ?? this.#solid;
  }
}

/** The part of a line that is no log line; undefined where nothing is left. */
export function solidPart(raw: string, from: number, complete: boolean): StandingLine | undefined {
  const erased = splitAtErasing(raw);
  if (erased !== undefined) return solidPart(raw.slice(erased.restFrom), from + erased.restFrom, complete);
  const rendered = renderUnlessPager(raw);
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
