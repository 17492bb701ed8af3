import type { Socket } from 'node:net';

/** Real milliseconds between two pieces, so that the far end reads each by itself. */
const betweenPiecesMs = 4;

/** From now on what is written to a socket goes out in pieces of so many bytes, each a TCP segment of its own. */
export function writeInPieces(socket: Socket, bytes: number): void {
  const write = socket.write.bind(socket);
  const end = socket.end.bind(socket);
  let waiting: Uint8Array[] = [];
  let ending = false;
  let timer: NodeJS.Timeout | undefined;

  const next = (): void => {
    timer = undefined;
    const piece = waiting.shift();
    if (piece !== undefined && !socket.destroyed) {
      write(piece);
      timer = setTimeout(next, betweenPiecesMs);
    } else if (ending) end();
  };

  socket.write = (chunk: Uint8Array | string): boolean => {
    const whole = Buffer.from(chunk);
    for (let at = 0; at < whole.length; at += bytes) waiting.push(whole.subarray(at, at + bytes));
    if (timer === undefined) next();
    return true;
  };
  socket.end = (): Socket => {
    ending = true;
    if (timer === undefined) end();
    return socket;
  };
  socket.once('close', () => {
    clearTimeout(timer);
    waiting = [];
  });
}
