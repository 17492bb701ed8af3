import { connect } from 'node:net';
import type { RemoteShellObservation } from '../../bench/scp-client.ts';

/** Longest wait, in real milliseconds, for a port that neither takes a connection nor refuses one. */
const longestDial = 3000;

/** Dials a TCP port, and hangs up at once. */
export function dialPort(where: {
  readonly host: string;
  readonly port: number;
  readonly localAddress?: string;
}): Promise<RemoteShellObservation['answer']> {
  return new Promise((resolve) => {
    const socket = connect({ ...where });
    const settle = (answer: RemoteShellObservation['answer']): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(longestDial, () => settle('silent'));
    socket.once('connect', () => settle('taken'));
    socket.once('error', (error: Error & { code?: string }) =>
      settle(error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET' ? 'refused' : 'silent'),
    );
  });
}
