import type { OpenTape, Tape } from '../bench/tape.ts';
import { BulkRun, bulkEnd, sentBulkEnd } from './bulk.ts';
import type { EventBody } from './events.ts';
import type { RedactingStream } from './redacting-window.ts';
import type { Redactor } from './redaction.ts';
import type { TypedEcho } from './typed-echo.ts';
import type { TapedJournal } from './writer.ts';

/** More than IOS takes on one line. */
const longestLine = 1024;

type Data = Extract<EventBody, { type: 'data' }>;

/**
 * Tapes that write to a journal. A PCO's positions count from the beginning of the run, also when its tape is
 * opened a second time. What was received is masked across chunks, so its last bytes may be held back until
 * the next ones, or the next `return` event, come.
 */
export function journalTapes(journal: TapedJournal, redactor: Redactor): OpenTape {
  const tapes = new Map<string, JournalTape>();
  journal.onFlush(() => {
    for (const tape of tapes.values()) tape.flush();
  });
  return (pco) => {
    const open = tapes.get(pco) ?? new JournalTape(pco, journal, redactor);
    tapes.set(pco, open);
    return open;
  };
}

class JournalTape implements Tape {
  readonly pco: string;
  readonly #journal: TapedJournal;
  readonly #received: Direction;
  readonly #sent: Direction;
  readonly #redactor: Redactor;
  /** What was typed on a line so far. */
  #line = '';

  constructor(pco: string, journal: TapedJournal, redactor: Redactor) {
    this.pco = pco;
    this.#journal = journal;
    this.#redactor = redactor;
    const write = (data: Omit<Data, 'type' | 'pco'>): void =>
      void journal.append({ type: 'data', pco, ...data });
    this.#received = new Direction(redactor.stream(), bulkEnd, (data) =>
      write({ direction: 'received', ...data }),
    );
    this.#sent = new Direction(redactor.stream(), sentBulkEnd, (data) =>
      write({ direction: 'sent', ...data }),
    );
  }

  get position(): number {
    return this.#received.position;
  }

  sending(bytes: Uint8Array): void {
    this.#received.release();
    this.#sent.take(bytes);
    this.#sent.settle();
    this.#expectEcho(Buffer.from(bytes).toString('latin1'));
  }

  received(bytes: Uint8Array): ReturnType<Tape['received']> {
    const from = this.position;
    // The last words of a wire that is being closed may come after the record: they prove nothing.
    if (this.#journal.closed) this.#received.skip(bytes.length);
    else this.#received.take(bytes);
    return { pco: this.pco, from, to: this.position };
  }

  flush(): void {
    this.#received.endRun();
    this.#sent.endRun();
  }

  #expectEcho(typed: string): void {
    const lines = (this.#line + typed).split(/[\r\n]/);
    this.#line = (lines.pop() ?? '').slice(-longestLine);
    const line = [...lines, this.#line].findLast((each) => each !== '') ?? '';
    this.#received.expect(this.#redactor.echoOf(line));
  }
}

/** One direction of a PCO: its bytes are masked, then written whole up to a limit and as bulk beyond it. */
class Direction {
  /** Of all bytes so far, those held back included. */
  position = 0;
  readonly #stream: RedactingStream;
  readonly #run: BulkRun;

  constructor(
    stream: RedactingStream,
    bulkEnds: number,
    write: (data: Pick<Data, 'from' | 'bytes' | 'bulk'>) => void,
  ) {
    this.#stream = stream;
    this.#run = new BulkRun(bulkEnds, write);
  }

  take(bytes: Uint8Array): void {
    this.position += bytes.length;
    this.#run.add(this.#stream.push(bytes));
  }

  expect(echo: TypedEcho | undefined): void {
    this.#stream.expect(echo);
  }

  skip(length: number): void {
    this.position += length;
  }

  /** Writes what was held back, for something is about to be recorded that came after it. */
  release(): void {
    this.#run.add(this.#stream.flush());
  }

  /** All so far is in the journal when this returns. */
  settle(): void {
    this.release();
    this.#run.settle();
  }

  /** The call that rests on these bytes is about to return: all of them are written, and the limit is anew. */
  endRun(): void {
    this.release();
    this.#run.end();
  }
}
