import type { ByteStream } from '../../drivers/ios/byte-stream.ts';

/** A wire in memory to something that reads what is typed and sends when it likes. */
export interface MemoryStream extends ByteStream {
  /** The device sends; each character is a byte. */
  send(text: string): void;
  hangUp(reason?: string): void;
  onTyped(listener: (typed: string) => void): void;
  /** What was sent and not yet delivered. */
  readonly pending: number;
}

/**
 * `split` says how many of the waiting bytes are delivered next, each delivery in a turn of its own; all at
 * once where absent.
 */
export function memoryStream(split: (waiting: number) => number = (waiting) => waiting): MemoryStream {
  const data: ((bytes: Uint8Array) => void)[] = [];
  const closed: ((reason?: string) => void)[] = [];
  const typed: ((typed: string) => void)[] = [];
  let waiting = '';
  let delivering = false;
  let open = true;
  const deliver = (): void => {
    delivering = false;
    if (waiting === '' || !open) return;
    const count = Math.min(waiting.length, Math.max(1, split(waiting.length)));
    const bytes = Buffer.from(waiting.slice(0, count), 'latin1');
    waiting = waiting.slice(count);
    for (const listener of data) listener(bytes);
    schedule();
  };
  const schedule = (): void => {
    if (delivering || waiting === '') return;
    delivering = true;
    setImmediate(deliver);
  };
  return {
    get pending() {
      return waiting.length;
    },
    write: (bytes) => {
      const text = Buffer.from(bytes).toString('latin1');
      setImmediate(() => {
        if (open) for (const listener of typed) listener(text);
      });
      return Promise.resolve();
    },
    onData: (listener) => void data.push(listener),
    onClose: (listener) => void closed.push(listener),
    onTyped: (listener) => void typed.push(listener),
    send: (text) => {
      waiting += text;
      schedule();
    },
    hangUp: (reason) => {
      open = false;
      for (const listener of closed) listener(reason);
    },
    close: () => {
      open = false;
      for (const listener of closed) listener();
      return Promise.resolve();
    },
  };
}
