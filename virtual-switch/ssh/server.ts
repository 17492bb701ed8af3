import { createServer, type Server, type Socket } from 'node:net';
import { acceptConnection } from './connection.ts';
import type { SshHost } from './host.ts';

export interface SshServerOptions {
  readonly host: SshHost;
  /** Where it really listens; port 0 takes a free one and keeps to it. */
  readonly listen: { readonly host: string; readonly port: number };
  /** The switch's own address, as it names it in its logs and tables. */
  readonly service: { readonly address: string; readonly port: number };
  /** Told of each connection before anything is sent on it. */
  readonly onConnection?: (socket: Socket) => void;
}

export interface SshServer {
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
  /** To be called when SSH may have been enabled or disabled. */
  refresh(): void;
  /** Ends every connection with RST, as a switch that goes down. */
  reset(): void;
}

/**
 * The switch's SSH port. While SSH is disabled nothing listens there, so that a client is told "connection
 * refused" as by a real switch; sessions that are open go on.
 */
export async function startSshServer(options: SshServerOptions): Promise<SshServer> {
  const { host } = options;
  const sockets = new Set<Socket>();
  let closed = false;
  let listener: Server | undefined = await listen(options.listen.host, options.listen.port, onConnection);
  const bound = listener.address();
  if (bound === null || typeof bound === 'string') throw new Error('The SSH port has no address');
  const { address, port } = bound;

  function onConnection(socket: Socket): void {
    const remote = {
      address: socket.remoteAddress ?? '0.0.0.0',
      port: socket.remotePort ?? 0,
      localAddress: options.service.address,
      localPort: options.service.port,
    };
    const settings = host.settings();
    const line = settings === undefined ? undefined : host.takeLine(remote);
    if (settings === undefined || line === undefined) {
      socket.resetAndDestroy();
      return;
    }
    options.onConnection?.(socket);
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    acceptConnection({ socket, host, settings, line, remote });
  }

  let opening: Promise<void> | undefined;
  function refresh(): void {
    const enabled = host.settings() !== undefined && host.listensOn?.(options.service.port) !== false;
    if (closed || !enabled) {
      listener?.close();
      listener = undefined;
    } else if (listener === undefined) {
      opening ??= open();
    }
  }

  async function open(): Promise<void> {
    try {
      listener = await listen(address, port, onConnection);
      opening = undefined;
      refresh();
    } catch (error) {
      opening = undefined;
      process.emitWarning(`SSH cannot listen on ${address}:${String(port)} again: ${String(error)}`);
    }
  }

  refresh();
  return {
    address,
    port,
    refresh,
    reset: () => {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    close: async () => {
      closed = true;
      refresh();
      await opening;
      const gone = [...sockets].map(
        (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
      );
      for (const socket of sockets) socket.destroy();
      await Promise.all(gone);
    },
  };
}

function listen(host: string, port: number, onConnection: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer({ noDelay: true }, onConnection);
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}
