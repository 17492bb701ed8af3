import { renderLine, splitAtErasing } from './cli-lines.ts';
import type { TranscriptObservation } from './console.ts';

/**
 * Reads the complete lines of `received` (raw bytes, latin-1), up to and with the `count`th that matches the
 * regular expression `until`; all of them where there are fewer. What no line feed ended is no line yet, unless it is
 * the one that was awaited.
 */
export function readTranscript(received: string, until: string, count = 1): TranscriptObservation {
  const awaited = new RegExp(until);
  const lines: string[] = [];
  let matches = 0;
  let at = 0;
  for (let feed = received.indexOf('\n'); feed !== -1; feed = received.indexOf('\n', at)) {
    for (const line of shownLines(received.slice(at, feed))) {
      lines.push(line);
      if (awaited.test(line) && ++matches === count) return { kind: 'transcript', lines, complete: true };
    }
    at = feed + 1;
  }
  const standing = shownLines(received.slice(at));
  const last = standing.findIndex((line) => awaited.test(line) && ++matches === count);
  return last < 0
    ? { kind: 'transcript', lines, complete: false }
    : { kind: 'transcript', lines: [...lines, ...standing.slice(0, last + 1)], complete: true };
}

/**
 * What a terminal shows of the bytes before a line feed. A log line that came at the pager, and was not ended
 * before the pager was erased, stands by itself.
 */
export function shownLines(raw: string): string[] {
  const whole = raw.replace(/[\r\x00]+$/, '');
  const erased = splitAtErasing(whole);
  if (erased === undefined) return [renderLine(whole)];
  return [whole.slice(0, erased.logEnd), ...shownLines(whole.slice(erased.restFrom))];
}
