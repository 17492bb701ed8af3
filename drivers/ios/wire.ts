import { type Clock, type Deadline, DeadlineExceeded } from '../../bench/clock.ts';
import { PcoError } from '../../bench/errors.ts';
import type { Tape } from '../../bench/tape.ts';
import type { ByteStream } from './byte-stream.ts';
import { ByteLog } from './byte-log.ts';
import { LineTracker, type StandingLine } from './line-tracker.ts';

const pieceSize = 1024 * 1024;

/** A byte stream whose every byte is on the tape, with the last line that stands on it. */
export class Wire {
  readonly #stream: ByteStream;
  readonly #tape: Tape;
  readonly #clock: Clock;
  readonly #log: ByteLog;
  readonly #tracker: LineTracker;
  #more = Promise.withResolvers<undefined>();
  #closed: { readonly reason: string | undefined } | undefined;
  /** Nothing received from here on is forgotten. */
  keepFrom: number;

  constructor(stream: ByteStream, tape: Tape, clock: Clock) {
    this.#stream = stream;
    this.#tape = tape;
    this.#clock = clock;
    this.#log = new ByteLog(tape.position);
    this.#tracker = new LineTracker(tape.position);
    this.keepFrom = tape.position;
    stream.onData((bytes) => {
      clock.activity();
      tape.received(bytes);
      this.#log.append(bytes, this.keepFrom);
      this.#tracker.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
      this.#wake();
    });
    stream.onClose((reason) => {
      this.#closed ??= { reason };
      this.#wake();
    });
  }

  get pco(): string {
    return this.#tape.pco;
  }

  get position(): number {
    return this.#log.end;
  }

  /** Offset of the first byte that `text` still has. */
  get first(): number {
    return this.#log.first;
  }

  get closed(): { readonly reason: string | undefined } | undefined {
    return this.#closed;
  }

  text(from: number, to = this.position): string {
    return this.#log.text(from, to);
  }

  /** The same in pieces of moderate size. */
  *pieces(from: number, to: number): Generator<string> {
    for (let at = from; at < to; at += pieceSize) yield this.text(at, Math.min(at + pieceSize, to));
  }

  standing(): StandingLine | undefined {
    return this.#tracker.current();
  }

  /** Puts characters on the wire, on the tape first. Rejects with DeadlineExceeded when nobody takes them. */
  async type(characters: string, deadline: Deadline): Promise<void> {
    if (this.#closed) throw this.closedError('before something could be typed');
    const bytes = Buffer.from(characters, 'utf8');
    this.#tape.sending(bytes);
    this.#clock.activity();
    try {
      const written = this.#stream.write(bytes);
      // A steered clock jumps while somebody waits on it: not over what is still on its way to the line.
      if (!(await soon(written)))
        await this.#clock.within(deadline, written, 'the line to take what is typed', { for: 'line' });
    } catch (error) {
      if (error instanceof DeadlineExceeded || error instanceof PcoError) throw error;
      throw new PcoError('what was typed could not be sent', {
        got: error instanceof Error ? error.message : String(error),
        where: this.pco,
      });
    }
    this.#clock.activity();
  }

  /** Resolves when more has come or the line has closed; rejects with DeadlineExceeded. */
  async more(deadline: Deadline, awaited: string): Promise<void> {
    await this.#clock.within(deadline, this.#more.promise, awaited, { for: 'line' });
  }

  in(milliseconds: number): Deadline {
    return this.#clock.in(milliseconds);
  }

  closedError(when: string): PcoError {
    return new PcoError(`the line closed ${when}`, {
      ...(this.#closed?.reason === undefined ? {} : { got: this.#closed.reason }),
      where: this.pco,
      next: 'look whether the cable, the tty or the session is still there, then run again',
    });
  }

  async close(): Promise<void> {
    await this.#stream.close();
    this.#closed ??= { reason: undefined };
    this.#wake();
  }

  #wake(): void {
    this.#more.resolve(undefined);
    if (!this.#closed) this.#more = Promise.withResolvers<undefined>();
  }
}

/** In real milliseconds, more than a line that is there needs to take what is typed. */
const longestHandOver = 100;

/** Whether work was done within `longestHandOver`. Rejects as it does. */
async function soon(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, longestHandOver, false);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
