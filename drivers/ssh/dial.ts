import type { Socket } from 'node:net';

/** Longest wait, in real milliseconds, for a server to close its side after we closed ours. */
const lingerMs = 1000;

export const resetWords = 'connection reset';

/** Told once how a connection request came out: `up`, or why not, in words. */
export function onDialled(
  socket: Socket,
  told: (outcome: { readonly up: true } | { readonly up: false; readonly detail: string }) => void,
): void {
  let settled = false;
  const settle = (outcome: Parameters<typeof told>[0]): void => {
    if (settled) return;
    settled = true;
    told(outcome);
  };
  socket.once('connect', () => settle({ up: true }));
  socket.on('error', (error) => settle({ up: false, detail: reasonOf(error) }));
  socket.once('close', () => settle({ up: false, detail: 'no answer to the connection request in time' }));
}

/** What the operating system says of a connection, in words. */
export function reasonOf(error: Error & { code?: string }): string {
  const words: Record<string, string> = {
    ECONNREFUSED: 'connection refused',
    ECONNRESET: resetWords,
    EHOSTUNREACH: 'no route to the host',
    ENETUNREACH: 'no route to the network',
    ETIMEDOUT: 'connection timed out',
    EPIPE: resetWords,
  };
  return words[error.code ?? ''] ?? error.message;
}

/** Closes our side so that what was written still arrives; a server that does not close its own is cut off. */
export function endSocket(socket: Socket): void {
  socket.end();
  socket.resume();
  const cutOff = setTimeout(() => socket.destroy(), lingerMs);
  cutOff.unref();
  socket.once('close', () => clearTimeout(cutOff));
}
