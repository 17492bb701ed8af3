import type { ConsolePort } from '../console.ts';

/**
 * The console's socket before anything is plugged in: what is sent is lost to the world, and somebody's hands
 * may type. Once plugged in, it is the other port.
 */
export class ConsolePlug implements ConsolePort {
  #seen = '';
  #listener: (bytes: Buffer) => void = () => undefined;
  #outside: ConsolePort | undefined;

  /** All that was sent before the plug was in. */
  get seen(): string {
    return this.#seen;
  }

  write(bytes: Buffer, written: () => void): void {
    if (this.#outside) return this.#outside.write(bytes, written);
    this.#seen += bytes.toString('latin1');
    written();
  }

  onData(listener: (bytes: Buffer) => void): void {
    this.#listener = listener;
  }

  type(text: string): void {
    this.#listener(Buffer.from(text, 'latin1'));
  }

  plugIn(port: ConsolePort): void {
    this.#outside = port;
    port.onData((bytes) => this.#listener(bytes));
  }
}
