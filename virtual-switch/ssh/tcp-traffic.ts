import type { Socket } from 'node:net';

/** TCP-MIB tcpConnState, those that a connection of ours can be seen in. */
export const tcpState = { closed: 1, established: 5, finWait2: 7, closeWait: 8, lastAck: 9, timeWait: 11 };

/** What went over a TCP connection, and its state; both can be read after its end too. */
export interface TcpTraffic {
  /** Bytes of payload. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** tcpConnState, RFC 1213. */
  readonly state: number;
}

/** Watches a socket from its beginning. */
export function watchTraffic(socket: Socket): TcpTraffic {
  let first: 'ours' | 'theirs' | undefined;
  let both = false;
  let reset = false;
  // The socket answers a FIN with its own, and says so only after it has told of theirs.
  socket.once('end', () => {
    both = first !== undefined;
    first ??= 'theirs';
  });
  socket.once('finish', () => {
    both = first !== undefined;
    first ??= 'ours';
  });
  socket.once('close', (hadError: boolean) => {
    reset = hadError || first === undefined;
  });
  return {
    get bytesIn() {
      return socket.bytesRead;
    },
    get bytesOut() {
      return socket.bytesWritten;
    },
    get state() {
      if (reset) return tcpState.closed;
      if (first === undefined) return tcpState.established;
      if (first === 'ours') return both ? tcpState.timeWait : tcpState.finWait2;
      return both ? tcpState.lastAck : tcpState.closeWait;
    },
  };
}
