import { asynchronyOf, gluedLogAt, renderLine, splitAtErasing } from '../../bench/cli-lines.ts';
import { echoWindow } from '../../bench/cli-reading.ts';
import { type Deadline, DeadlineExceeded } from '../../bench/clock.ts';
import type { CliContract } from '../../bench/console.ts';
import type { Return } from '../../bench/pco.ts';
import type { Span } from '../../bench/span.ts';
import { regularExpression } from './regular-expression.ts';
import type { Wire } from './wire.ts';

/** The log lines that came by themselves, read by cursor. */
export class LogLines {
  readonly #wire: Wire;
  readonly #printed: Span[] = [];

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /** The span is the output of a command that prints the log: no line in it came by itself. */
  excludePrinted(span: Span): void {
    this.#printed.push(span);
  }

  /** As `awaitLog` of CliContract. Rejects with PcoError where the line closes or the pattern is none. */
  async next(
    args: CliContract['awaitLog']['args'],
    deadline: Deadline,
  ): Promise<Return<CliContract['awaitLog']['observation']>> {
    const pattern = regularExpression(args.pattern);
    const { since } = args;
    const wire = this.#wire;
    const before = wire.text(since - echoWindow, since);
    let cursor = Math.max(since - before.length + before.lastIndexOf('\n') + 1, wire.first);
    for (;;) {
      const text = wire.text(cursor);
      let at = 0;
      for (let feed = text.indexOf('\n'); feed !== -1; feed = text.indexOf('\n', at)) {
        const piece = logPiece(text.slice(at, feed));
        if (piece !== undefined && pattern.test(piece.text)) {
          const from = cursor + at + piece.from;
          const to = cursor + at + piece.to;
          if (to > since && !this.#isPrinted(from))
            return {
              observation: { kind: 'log', line: piece.text },
              spans: [{ pco: wire.pco, from, to }],
            };
        }
        at = feed + 1;
      }
      cursor += at;
      wire.keepFrom = cursor;
      const awaited = `a log line like ${args.pattern}`;
      if (wire.closed) throw wire.closedError(`while waiting for ${awaited}`);
      if (!(await this.#moreUntil(deadline, awaited))) {
        const span = { pco: wire.pco, from: since, to: wire.position };
        return { observation: { kind: 'log', line: '' }, spans: [span] };
      }
    }
  }

  /** Waits for more to come; false where nothing did before the deadline. */
  async #moreUntil(deadline: Deadline, awaited: string): Promise<boolean> {
    try {
      await this.#wire.more(deadline, awaited);
      return true;
    } catch (error) {
      if (error instanceof DeadlineExceeded) return false;
      throw error;
    }
  }

  #isPrinted(at: number): boolean {
    return this.#printed.some(({ from, to }) => from <= at && at < to);
  }
}

/** The log line in a complete line, whole or behind something it is glued to. */
function logPiece(raw: string): { text: string; from: number; to: number } | undefined {
  const whole = raw.replace(/\r+$/, '');
  const line = whole.slice(0, splitAtErasing(whole)?.logEnd);
  const text = renderLine(line);
  if (asynchronyOf(text) !== 'no') return { text, from: 0, to: line.length };
  const glued = gluedLogAt(text);
  if (glued === undefined) return undefined;
  const log = text.slice(glued);
  return { text: log, from: Math.max(0, line.length - log.length), to: line.length };
}
