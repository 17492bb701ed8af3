import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { VirtualSwitch } from '../switch.ts';
import { acceptTelnet } from './telnet-session.ts';

/** The TCP port that Telnet is served at (RFC 854). */
export const telnetPort = 23;

export interface TelnetServer {
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
  /** Ends every connection with RST, as a switch that goes down. */
  reset(): void;
}

/** The switch's Telnet port. Which vty takes a connection, if any, is decided anew for each. */
export async function startTelnetServer(options: {
  readonly device: VirtualSwitch;
  /** Where it really listens; port 0 takes a free one. */
  readonly listen: { readonly host: string; readonly port: number };
  /** The switch's own address, as it names it in its tables. */
  readonly service: { readonly address: string; readonly port: number };
}): Promise<TelnetServer> {
  const { device, listen, service } = options;
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    acceptTelnet(device, socket, {
      address: socket.remoteAddress ?? '0.0.0.0',
      port: socket.remotePort ?? 0,
      localAddress: service.address,
      localPort: service.port,
    });
  });
  server.listen(listen.port, listen.host);
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The Telnet port has no address');
  const reset = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    address: bound.address,
    port: bound.port,
    reset,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      reset();
      await closed;
    },
  };
}
