import type { Socket } from 'node:net';
import type { SwitchClock } from './host.ts';

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

/** Real milliseconds in which a client leaves by itself. */
const graceMs = 250;

/**
 * The same where a client is about to leave: PuTTY drops packets that it has read and not looked at when it sees the connection end, and
 * takes a copy that has succeeded for one that was cut off.
 */
export function endSocketAfterClient(socket: Socket, clock: Pick<SwitchClock, 'busy'>): void {
  // A steered clock must not run on meanwhile.
  const busy = clock.busy();
  const grace = setTimeout(() => endSocket(socket), graceMs);
  socket.once('close', () => {
    clearTimeout(grace);
    busy.done();
  });
}
