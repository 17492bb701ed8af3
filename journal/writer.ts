import { closeSync, openSync, writeSync } from 'node:fs';
import type { Json } from '../bench/pco.ts';
import { UsageError } from '../bench/errors.ts';
import type { EventBody, JournalEvent } from './events.ts';
import type { Journal } from './journal.ts';
import { createRedactor, type Redactor } from './redaction.ts';

/** A journal that asks the tapes for what they hold back before it writes what rests on it. */
export interface TapedJournal extends Journal {
  /** `flush` is called before every `return` event and before the journal closes. It may append. */
  onFlush(flush: () => void): void;
  readonly closed: boolean;
}

export interface JournalOptions {
  /** Created by this call: an existing file is never written to. */
  readonly file: string;
  /** Milliseconds on the bench's clock. */
  readonly now: () => number;
  readonly redactor: Redactor;
}

/** Where the lines go; both return when the line is there. */
interface Sink {
  write(event: JournalEvent): void;
  close(): void;
}

/** Throws UsageError where the file exists or cannot be made. */
export function createJournal({ file, now, redactor }: JournalOptions): TapedJournal {
  return new SinkJournal(fileSink(file), now, redactor);
}

/** The journal of a replay or a test; its events stay in memory, masked like any other's. */
export function memoryJournal(
  options: Partial<Omit<JournalOptions, 'file'>> = {},
): TapedJournal & { readonly events: readonly JournalEvent[] } {
  const events: JournalEvent[] = [];
  const sink: Sink = { write: (event) => void events.push(event), close: () => undefined };
  const journal = new SinkJournal(sink, options.now ?? (() => 0), options.redactor ?? createRedactor());
  return Object.assign(journal, { events });
}

class SinkJournal implements TapedJournal {
  readonly #sink: Sink;
  readonly #now: () => number;
  readonly #redactor: Redactor;
  readonly #listeners: ((event: JournalEvent) => void)[] = [];
  readonly #flushes: (() => void)[] = [];
  readonly #untold: JournalEvent[] = [];
  #telling = false;
  #seq = 0;
  #closed = false;

  constructor(sink: Sink, now: () => number, redactor: Redactor) {
    this.#sink = sink;
    this.#now = now;
    this.#redactor = redactor;
  }

  get closed(): boolean {
    return this.#closed;
  }

  append(body: EventBody): JournalEvent {
    if (this.#closed) throw new Error(`a ${body.type} event came after the journal was closed`);
    // What a span cites must be there before the observation, and everything before the end.
    if (body.type === 'return' || body.type === 'end') this.#flush();
    const stamp = { seq: this.#seq, at: this.#now(), wall: Date.now() };
    const event: JournalEvent = { ...stamp, ...masked(body, this.#redactor) };
    this.#sink.write(event);
    this.#seq++;
    this.#tell(event);
    return event;
  }

  subscribe(listener: (event: JournalEvent) => void): void {
    this.#listeners.push(listener);
  }

  onFlush(flush: () => void): void {
    this.#flushes.push(flush);
  }

  close(): void {
    if (this.#closed) return;
    try {
      this.#flush();
    } finally {
      this.#closed = true;
      this.#sink.close();
    }
  }

  #flush(): void {
    for (const flush of this.#flushes) flush();
  }

  /** A listener that appends must not overtake the listeners after it. */
  #tell(event: JournalEvent): void {
    this.#untold.push(event);
    if (this.#telling) return;
    this.#telling = true;
    try {
      for (let next = this.#untold.shift(); next !== undefined; next = this.#untold.shift())
        for (const listener of this.#listeners) listener(next);
    } finally {
      this.#telling = false;
    }
  }
}

/** The words that programs tell events apart by are ours and stay, even where a secret is spelled like one. */
const ourWords = ['type', 'pco', 'direction', 'op', 'verdict', 'phase', 'clock'] as const;

function masked(body: EventBody, redactor: Redactor): EventBody {
  const copy = redactor.json(body as unknown as { readonly [key: string]: Json | undefined });
  const kept = Object.entries(body).filter(([key]) => (ourWords as readonly string[]).includes(key));
  return { ...copy, ...Object.fromEntries(kept) } as unknown as EventBody;
}

function fileSink(file: string): Sink {
  const descriptor = createNew(file);
  return {
    write: (event) => {
      const line = Buffer.from(`${JSON.stringify(event)}\n`);
      for (let done = 0; done < line.length;) done += writeSync(descriptor, line, done);
    },
    close: () => closeSync(descriptor),
  };
}

function createNew(file: string): number {
  try {
    return openSync(file, 'wx');
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw new UsageError(exists ? 'the journal exists already' : 'the journal cannot be created', {
      expected: 'a new file in a folder that can be written to',
      got: (cause as Error).message,
      where: file,
      next: exists
        ? 'choose another folder with --out: a run is never overwritten'
        : 'check the folder and its rights',
    });
  }
}
