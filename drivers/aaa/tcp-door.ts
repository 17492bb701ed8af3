import { createServer, type Server, type Socket } from 'node:net';
import { PcoError } from '../../bench/errors.ts';
import { bindError, type ServicePort } from './bind-error.ts';

/**
 * A TCP port of a server. It is bound once to see that it may be, and listens only while it is served; else the DUT is refused, as by a
 * host without a server.
 */
export class TcpDoor {
  readonly host: string;
  readonly port: number;
  #listener: Server | undefined;
  readonly #sockets = new Set<Socket>();

  constructor(host: string, port: number) {
    this.host = host;
    this.port = port;
  }

  get listening(): boolean {
    return this.#listener !== undefined;
  }

  /** Rejects with PcoError where somebody has taken the port since. */
  async listen(take: (socket: Socket) => void): Promise<void> {
    if (this.#listener !== undefined) throw new Error('it listens already');
    try {
      this.#listener = await listening(this.host, this.port, (socket) => {
        this.#sockets.add(socket);
        socket.once('close', () => this.#sockets.delete(socket));
        take(socket);
      });
    } catch (error) {
      throw new PcoError('the TACACS+ server cannot listen', {
        got: (error as Error).message,
        where: `${this.host}:${this.port}`,
      });
    }
  }

  /** Lets nobody new in. */
  stop(): void {
    this.#listener?.close();
    this.#listener = undefined;
  }

  async close(): Promise<void> {
    this.stop();
    const gone = [...this.#sockets].map(
      (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
    );
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(gone);
  }
}

/** Port 0 takes a free one. Rejects with BenchError where it is taken or may not be bound. */
export async function bindTcpDoor(where: Pick<ServicePort, 'role' | 'host' | 'port'>): Promise<TcpDoor> {
  const { host, port } = where;
  const first = await listening(host, port, (socket) => socket.resetAndDestroy()).catch((error: unknown) => {
    throw bindError({ ...where, transport: 'TCP' }, error as NodeJS.ErrnoException);
  });
  const bound = first.address();
  await new Promise<void>((resolve) => first.close(() => resolve()));
  return new TcpDoor(host, typeof bound === 'object' && bound !== null ? bound.port : port);
}

function listening(host: string, port: number, take: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer({ noDelay: true }, take);
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}
