/** Bytes to and from the far end of a program that is run over SSH, with no terminal in between. */
export interface ByteChannel {
  /** Settles when the far end can take more. */
  write(bytes: Uint8Array): Promise<void>;
  /** What came next; undefined at the end of it, or where the far end has gone. */
  read(): Promise<Buffer | undefined>;
  /** Ends the program, and the connection with it. */
  end(exitStatus: number): void;
}

/** What has come and nobody has asked for yet; the far end is held back while that is much. */
export class ReadQueue {
  readonly #flow: { pause(): void; resume(): void };
  readonly #waiting: Buffer[] = [];
  #bytes = 0;
  #held = false;
  #over = false;
  #reader: ((bytes: Buffer | undefined) => void) | undefined;

  constructor(flow: { pause(): void; resume(): void }) {
    this.#flow = flow;
  }

  push(bytes: Buffer): void {
    if (this.#over || bytes.length === 0) return;
    const reader = this.#reader;
    this.#reader = undefined;
    if (reader !== undefined) {
      reader(bytes);
      return;
    }
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
    if (this.#bytes <= mostWaiting || this.#held) return;
    this.#held = true;
    this.#flow.pause();
  }

  /** Nothing more comes. */
  finish(): void {
    this.#over = true;
    const reader = this.#reader;
    this.#reader = undefined;
    reader?.(undefined);
  }

  read(): Promise<Buffer | undefined> {
    const next = this.#waiting.shift();
    if (next === undefined) {
      if (this.#over) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        this.#reader = resolve;
      });
    }
    this.#bytes -= next.length;
    if (this.#held && this.#bytes <= mostWaiting) {
      this.#held = false;
      this.#flow.resume();
    }
    return Promise.resolve(next);
  }
}

const mostWaiting = 256 * 1024;
