import type { Duplex } from 'node:stream';

/** The other side said nothing any more, or took nothing, for longer than we have patience. */
export class Silence extends Error {
  readonly awaited: string;

  constructor(awaited: string) {
    super(`nothing came: ${awaited}`);
    this.awaited = awaited;
  }
}

/** The channel was closed, or its other side said that no more comes, before what was awaited had come. */
export class WireEnded extends Error {}

export interface RcpWireOptions {
  /** Waits for it as long as one has patience; then throws Silence. */
  readonly patiently: (work: Promise<void>, awaited: string) => Promise<void>;
  /** Told whenever bytes go or come. */
  readonly activity: () => void;
  /** Does something in a listener; what it throws is a fault of ours. */
  readonly guarded: (work: () => void) => void;
  /** Gets all bytes that come, as they come. */
  readonly received: (bytes: Uint8Array) => void;
  /** Gets all bytes that go, before they go. */
  readonly sending: (bytes: Uint8Array) => void;
}

/** A channel of SSH-2, at either end. */
export type RcpChannel = Duplex & { close(): void };

/** The channel of an exec request, on which one speaks and listens in turns. */
export class RcpWire {
  readonly #channel: RcpChannel;
  readonly #options: RcpWireOptions;
  readonly #chunks: Buffer[] = [];
  #ended = false;
  #closed = false;
  #waiting: (() => void)[] = [];

  /** To be made in the turn in which the channel comes. */
  constructor(channel: RcpChannel, options: RcpWireOptions) {
    this.#channel = channel;
    this.#options = options;
    channel.on('data', (bytes: Buffer) => {
      options.activity();
      options.guarded(() => options.received(bytes));
      this.#chunks.push(bytes);
      this.#wake();
    });
    channel.once('end', () => {
      this.#ended = true;
      this.#wake();
    });
    channel.once('close', () => {
      this.#ended = true;
      this.#closed = true;
      this.#wake();
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** At most so many bytes of what has come, waiting for the first; empty where no more comes. */
  async take(most: number, awaited: string): Promise<Buffer> {
    await this.#until(() => this.#chunks.length > 0 || this.#ended, awaited);
    const first = this.#chunks.shift();
    if (first === undefined) return Buffer.alloc(0);
    if (first.length > most) this.#chunks.unshift(first.subarray(most));
    return first.subarray(0, most);
  }

  /** One byte. Throws WireEnded where none comes any more. */
  async byte(awaited: string): Promise<number> {
    const [byte] = await this.take(1, awaited);
    if (byte === undefined) throw new WireEnded(awaited);
    return byte;
  }

  /** What stands before the next line feed; an unfinished line counts where no more comes. */
  async line(awaited: string): Promise<string> {
    const bytes: number[] = [];
    for (;;) {
      const [byte] = await this.take(1, awaited);
      if (byte === undefined || byte === lineFeed) return Buffer.from(bytes).toString('latin1');
      bytes.push(byte);
      if (bytes.length >= longestLine) return Buffer.from(bytes).toString('latin1');
    }
  }

  /** Settles when the other side has room for more. Throws WireEnded where it takes none any more. */
  async write(bytes: Uint8Array, awaited: string): Promise<void> {
    const channel = this.#channel;
    if (this.#closed || !channel.writable) throw new WireEnded(awaited);
    const { activity, sending } = this.#options;
    sending(bytes);
    activity();
    if (channel.write(bytes)) return;
    let drained = false;
    channel.once('drain', () => {
      activity();
      drained = true;
      this.#wake();
    });
    await this.#until(() => drained || this.#closed, awaited);
  }

  /** Says that no more comes from us, and waits until the channel is closed; then tells by whom. */
  async finish(): Promise<'device' | 'us'> {
    const channel = this.#channel;
    channel.resume();
    if (!this.#closed) channel.end();
    try {
      await this.#until(() => this.#closed, 'the end of the channel');
      return 'device';
    } catch (error) {
      if (!(error instanceof Silence)) throw error;
      channel.close();
      return 'us';
    }
  }

  /** Closes the channel at once. */
  leave(): void {
    this.#channel.close();
  }

  async #until(condition: () => boolean, awaited: string): Promise<void> {
    while (!condition()) {
      const woken = new Promise<void>((resolve) => this.#waiting.push(resolve));
      await this.#options.patiently(woken, awaited);
    }
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

const lineFeed = 0x0a;
/** Longer is no line, but data where a line was to come. */
const longestLine = 4096;
