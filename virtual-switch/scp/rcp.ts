import type { ByteChannel } from '../ssh/byte-channel.ts';

/** What goes by, in the words of `debug ip scp`. */
export interface RcpTrace {
  sent(text: string): void;
  received(text: string): void;
}

/** The answer to a record: it was taken, or why not; `lost` where the far end has gone. */
export type RcpAnswer = 'taken' | 'lost' | { readonly refused: string };

/** The record that announces a file. */
export interface RcpHeader {
  readonly mode: string;
  /** Bytes. */
  readonly size: number;
  readonly name: string;
}

const lineFeed = 0x0a;
/** More is no record of the protocol. */
const longestRecord = 4096;

export function readHeader(record: string): RcpHeader | undefined {
  const [, mode, size, name] = /^C([0-7]{4}) (\d{1,15}) (.+)$/s.exec(record) ?? [];
  if (mode === undefined || name === undefined) return undefined;
  return { mode, size: Number(size), name };
}

/** One end of the dialogue of rcp: records that end in a line feed, and an answer of one byte to each. */
export class RcpPeer {
  readonly #channel: ByteChannel;
  readonly #trace: RcpTrace;
  #ahead: Buffer = Buffer.alloc(0);
  #over = false;

  constructor(channel: ByteChannel, trace: RcpTrace) {
    this.#channel = channel;
    this.#trace = trace;
  }

  /** The record was taken. */
  async accept(): Promise<void> {
    this.#trace.sent('<OK>');
    await this.#channel.write(Buffer.of(0));
  }

  /** Something cannot be done, and is not tried again. */
  async refuse(text: string): Promise<void> {
    this.#trace.sent(text);
    await this.#channel.write(Buffer.from(`\x01${text}\n`, 'latin1'));
  }

  async record(text: string): Promise<void> {
    this.#trace.sent(text);
    await this.#channel.write(Buffer.from(`${text}\n`, 'latin1'));
  }

  /** Bytes of a file; told of once, at its end. */
  send(bytes: Uint8Array): Promise<void> {
    return this.#channel.write(bytes);
  }

  async sentAll(size: number): Promise<void> {
    this.#trace.sent(`${size} bytes`);
    await this.accept();
  }

  async answer(): Promise<RcpAnswer> {
    const [code] = (await this.#take(1)) ?? [];
    if (code === undefined) return 'lost';
    if (code === 0) {
      this.#trace.received('<OK>');
      return 'taken';
    }
    const rest = (await this.#line()) ?? '';
    const text = code === 1 || code === 2 ? rest : String.fromCharCode(code) + rest;
    this.#trace.received(text);
    return { refused: text };
  }

  /** The next record, or the far end's complaint; undefined at the end. */
  async nextRecord(): Promise<{ readonly record: string } | { readonly refused: string } | undefined> {
    const text = await this.#line();
    if (text === undefined) {
      this.#trace.received('<EOF>');
      return undefined;
    }
    this.#trace.received(text.replace(/^[\x01\x02]/, ''));
    return /^[\x01\x02]/.test(text) ? { refused: text.slice(1) } : { record: text };
  }

  /** The bytes of a file, piece by piece; false where the far end went before all had come. */
  async receive(size: number, take: (bytes: Buffer) => void): Promise<boolean> {
    for (let left = size; left > 0;) {
      const bytes = await this.#take(left);
      if (bytes === undefined) return false;
      left -= bytes.length;
      take(bytes);
    }
    this.#trace.received(`${size} bytes`);
    return true;
  }

  /** Between one and so many bytes. */
  async #take(most: number): Promise<Buffer | undefined> {
    if (this.#ahead.length === 0 && !(await this.#more())) return undefined;
    const taken = this.#ahead.subarray(0, most);
    this.#ahead = this.#ahead.subarray(taken.length);
    return taken;
  }

  async #line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#ahead.indexOf(lineFeed);
      if (end >= 0) {
        const text = this.#ahead.subarray(0, end).toString('latin1');
        this.#ahead = this.#ahead.subarray(end + 1);
        return text;
      }
      if (this.#ahead.length > longestRecord || !(await this.#more())) return undefined;
    }
  }

  async #more(): Promise<boolean> {
    if (this.#over) return false;
    const bytes = await this.#channel.read();
    if (bytes === undefined) {
      this.#over = true;
      return false;
    }
    this.#ahead = this.#ahead.length === 0 ? bytes : Buffer.concat([this.#ahead, bytes]);
    return true;
  }
}
