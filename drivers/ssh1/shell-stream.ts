import type { ByteStream } from '../ios/byte-stream.ts';

const closedReason = 'the SSH session was closed';

/** A shell of version 1 as a wire to a command line, and what feeds it. */
export interface ShellData {
  readonly stream: ByteStream;
  /** Output of the shell. */
  received(bytes: Uint8Array): void;
  closed(): void;
}

export function shellStream(session: {
  readonly send: (bytes: Uint8Array) => void;
  readonly writable: () => boolean;
  readonly close: () => void;
}): ShellData {
  const early: Uint8Array[] = [];
  const dataListeners: ((bytes: Uint8Array) => void)[] = [];
  const closeListeners: ((reason?: string) => void)[] = [];
  let over = false;
  return {
    received: (bytes) => {
      if (dataListeners.length === 0) early.push(bytes);
      for (const tell of dataListeners) tell(bytes);
    },
    closed: () => {
      if (over) return;
      over = true;
      for (const tell of closeListeners) tell(closedReason);
    },
    stream: {
      write: (bytes) => {
        if (over || !session.writable()) return Promise.reject(new Error(closedReason));
        session.send(bytes);
        return Promise.resolve();
      },
      onData: (listener) => {
        dataListeners.push(listener);
        for (const bytes of early.splice(0)) listener(bytes);
      },
      onClose: (listener) => {
        if (over) queueMicrotask(() => listener(closedReason));
        else closeListeners.push(listener);
      },
      close: () => {
        session.close();
        return Promise.resolve();
      },
    },
  };
}
