import type { Socket } from 'node:net';

/** Longest wait, in real milliseconds, for a client to close its side after we closed ours. */
const lingerMs = 1000;

/**
 * Ends a connection so that what was written still arrives: our side is closed, what the client still sends
 * is read and dropped, and a client that does not close is cut off.
 */
export function endSocket(socket: Socket): void {
  if (socket.destroyed || socket.writableEnded) return;
  socket.end();
  socket.resume();
  const cutOff = setTimeout(() => socket.destroy(), lingerMs);
  cutOff.unref();
  socket.once('close', () => clearTimeout(cutOff));
}
