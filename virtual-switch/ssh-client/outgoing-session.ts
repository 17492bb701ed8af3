import type { ClientWire, SessionEnd } from './wire.ts';

/** Bytes that are kept for somebody who has gone back to the prompt. */
const mostKept = 64 * 1024;

/** An open session to another host, with somebody in front of it or left alone for a while. */
export class OutgoingSession {
  /** As it was typed, and where that led to. */
  readonly target: string;
  readonly address: string;
  readonly over: Promise<SessionEnd>;
  readonly #wire: ClientWire;
  #show: ((bytes: Buffer) => void) | undefined;
  readonly #kept: Buffer[] = [];
  #keptBytes = 0;

  constructor(target: string, address: string, wire: ClientWire) {
    this.target = target;
    this.address = address;
    this.#wire = wire;
    this.over = wire.over;
  }

  received(bytes: Buffer): void {
    if (this.#show !== undefined) {
      this.#show(bytes);
      return;
    }
    this.#kept.push(bytes);
    this.#keptBytes += bytes.length;
    if (this.#keptBytes > mostKept) this.#wire.pause();
  }

  /** Shows what comes from now on, and what has been kept. */
  attach(show: (bytes: Buffer) => void): void {
    this.#show = show;
    for (const bytes of this.#kept.splice(0)) show(bytes);
    this.#keptBytes = 0;
    this.#wire.resume();
  }

  detach(): void {
    this.#show = undefined;
  }

  typed(text: string): void {
    this.#wire.send(Buffer.from(text, 'latin1'));
  }

  /** Keeps the far end from sending more, until `attach` or `goOn`. */
  holdBack(): void {
    this.#wire.pause();
  }

  goOn(): void {
    this.#wire.resume();
  }

  close(): void {
    this.#wire.close();
  }
}
