import { asynchronyOf, gluedLogAt, renderLine, splitAtErasing } from '../../bench/cli-lines.ts';
import { echoWindow } from '../../bench/cli-reading.ts';
import type { Deadline } from '../../bench/clock.ts';
import type { CliContract } from '../../bench/console.ts';
import { PcoError } from '../../bench/errors.ts';
import type { Return } from '../../bench/pco.ts';
import type { Span } from '../../bench/span.ts';
import { LineCursor, type RawLine } from './line-cursor.ts';
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

  /**
   * As `awaitLog` of CliContract. Rejects with PcoError where the line closes, where the pattern is none, and
   * where the only line like it stands in printed output: that none came by itself is then not proven.
   */
  async next(
    args: CliContract['awaitLog']['args'],
    deadline: Deadline,
  ): Promise<Return<CliContract['awaitLog']['observation']>> {
    const pattern = regularExpression(args.pattern);
    const { since } = args;
    const wire = this.#wire;
    const before = wire.text(since - echoWindow, since);
    const cursor = new LineCursor(wire, since - before.length + before.lastIndexOf('\n') + 1);
    let printed: string | undefined;
    const found = (line: RawLine): { text: string; from: number; to: number } | undefined => {
      const piece = logPiece(line.text);
      if (piece === undefined || !pattern.test(piece.text)) return undefined;
      const from = line.from + piece.from;
      const to = line.from + piece.to;
      if (to <= since) return undefined;
      if (!this.#isPrinted(from)) return { text: piece.text, from, to };
      printed ??= piece.text;
      return undefined;
    };
    for (;;) {
      for (const line of cursor.complete()) {
        wire.keepFrom = line.next;
        const piece = found(line);
        if (piece !== undefined) return seen(piece, wire.pco);
      }
      const standing = found(cursor.standing());
      const came = await cursor.more(deadline, `a log line like ${args.pattern}`, standing !== undefined);
      if (came === 'stood' && standing !== undefined) return seen(standing, wire.pco);
      if (came === 'deadline') break;
    }
    if (printed !== undefined) throw eitherWay(printed, wire.pco);
    const span = { pco: wire.pco, from: since, to: wire.position };
    return { observation: { kind: 'log', line: '' }, spans: [span] };
  }

  #isPrinted(at: number): boolean {
    return this.#printed.some(({ from, to }) => from <= at && at < to);
  }
}

function seen(
  { text, from, to }: { text: string; from: number; to: number },
  pco: string,
): Return<CliContract['awaitLog']['observation']> {
  return { observation: { kind: 'log', line: text }, spans: [{ pco, from, to }] };
}

function eitherWay(line: string, where: string): PcoError {
  return new PcoError('a log line stands in the output of a command that prints the log', {
    expected: 'a line that came by itself, or none',
    got: line,
    where,
    next: 'await the line before that command, or from a mark behind it',
  });
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
