import fs from 'node:fs';
import type { Socket } from 'node:net';
import type { ConsolePort } from '../console.ts';
import type { Surroundings } from '../surroundings.ts';

export const name = 'single-bytes';
export const title = 'Console and TCP connections give one byte at a time';

export function apply(surroundings: Surroundings): void {
  surroundings.consolePort = byteByByte;
  surroundings.connection = (socket) => sendByteByByte(socket);
}

/** Turns through the thread pool that a reader has to take a byte before the next one comes. */
const turnsToRead = 1;

/** Each byte goes out when the one before it has, and whoever reads has had time to take it, unless it is busy. */
function byteByByte(port: ConsolePort): ConsolePort {
  const queue: { readonly bytes: Buffer; readonly written: () => void }[] = [];
  let sending = false;
  const sendNext = (): void => {
    const head = queue[0];
    sending = head !== undefined;
    if (head === undefined) return;
    let at = 0;
    const step = (): void => {
      if (at < head.bytes.length) {
        port.write(
          head.bytes.subarray(at, ++at),
          once(() => afterTurns(turnsToRead, step)),
        );
        return;
      }
      queue.shift();
      head.written();
      sendNext();
    };
    step();
  };
  return {
    write: (bytes, written) => {
      queue.push({ bytes, written });
      if (!sending) sendNext();
    },
    onData: (listener) =>
      port.onData((bytes) => {
        for (let at = 0; at < bytes.length; at += 1) listener(bytes.subarray(at, at + 1));
      }),
  };
}

/** A port that nobody reads calls back at once, and again when the bytes have gone after all. */
function once(call: () => void): () => void {
  let called = false;
  return () => {
    if (!called) call();
    called = true;
  };
}

function afterTurns(turns: number, then: () => void): void {
  if (turns === 0) then();
  else fs.stat('/', () => afterTurns(turns - 1, then));
}

/** A segment for each byte, as Nagle's algorithm is off. */
function sendByteByByte(socket: Socket): void {
  const write = socket.write.bind(socket);
  const splitting = (chunk: Uint8Array | string, ...rest: readonly unknown[]): boolean => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    for (let at = 0; at < bytes.length - 1; at += 1) write(bytes.subarray(at, at + 1));
    const done = rest.find((argument) => typeof argument === 'function') as (() => void) | undefined;
    return write(bytes.subarray(Math.max(0, bytes.length - 1)), done);
  };
  socket.write = splitting;
}
