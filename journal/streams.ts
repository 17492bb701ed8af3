import type { Span } from '../bench/span.ts';
import type { EventOf, JournalEvent } from './events.ts';

/** A stretch of received bytes that the journal has. */
interface Piece {
  readonly from: number;
  readonly bytes: string;
}

/** What each PCO received, by position. Elided bulk and what a cut journal lacks are not there. */
export class ReceivedStreams {
  readonly #pieces = new Map<string, Piece[]>();

  constructor(events: readonly JournalEvent[]) {
    for (const event of events) {
      if (event.type !== 'data' || event.direction !== 'received') continue;
      const pieces = this.#pieces.get(event.pco) ?? [];
      this.#pieces.set(event.pco, pieces);
      pieces.push(...piecesOf(event));
    }
    for (const pieces of this.#pieces.values()) pieces.sort((one, other) => one.from - other.from);
  }

  /** The span's bytes, each as the character of its number (latin-1); undefined where one is missing. */
  bytes({ pco, from, to }: Span): string | undefined {
    if (to < from) return undefined;
    const pieces = this.#pieces.get(pco) ?? [];
    const found: string[] = [];
    let position = from;
    for (let index = firstEndingAfter(pieces, from); position < to; index++) {
      const piece = pieces[index];
      if (piece === undefined || piece.from > position) return undefined;
      found.push(piece.bytes.slice(position - piece.from, to - piece.from));
      position = piece.from + piece.bytes.length;
    }
    return found.join('');
  }
}

function piecesOf({ from, bytes, bulk }: EventOf<'data'>): readonly Piece[] {
  if (bulk === undefined) return bytes === undefined || bytes === '' ? [] : [{ from, bytes }];
  return [
    { from, bytes: bulk.head },
    { from: from + bulk.length - bulk.tail.length, bytes: bulk.tail },
  ];
}

function firstEndingAfter(pieces: readonly Piece[], position: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (piece !== undefined && piece.from + piece.bytes.length <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
