import { createServer, type Server, type Socket } from 'node:net';
import { BenchError, PcoError } from '../../bench/errors.ts';

/**
 * A TCP port of the bench's that the DUT may dial. It is bound once to see that it may be, and listens only while somebody
 * serves; else a connection is refused.
 */
export interface TcpDoor {
  readonly host: string;
  readonly port: number;
  /** Rejects with PcoError where the port is taken now. In place of who served before. */
  serve(take: (socket: Socket) => void): Promise<void>;
  /** Listens no more, and ends what is open. */
  close(): Promise<void>;
}

/** Port 0 takes a free one. Rejects with BenchError where the port is taken or may not be bound. */
export async function bindTcpDoor({ host, port }: { host: string; port: number }): Promise<TcpDoor> {
  const first = await listen(host, port, (socket) => socket.destroy()).catch((error: unknown) => {
    throw bindError(host, port, error as NodeJS.ErrnoException);
  });
  const bound = first.address();
  first.close();
  return new ListeningDoor(host, typeof bound === 'object' && bound !== null ? bound.port : port);
}

class ListeningDoor implements TcpDoor {
  readonly host: string;
  readonly port: number;
  readonly #sockets = new Set<Socket>();
  #take: ((socket: Socket) => void) | undefined;
  #listener: Server | undefined;

  constructor(host: string, port: number) {
    this.host = host;
    this.port = port;
  }

  async serve(take: (socket: Socket) => void): Promise<void> {
    this.#take = take;
    if (this.#listener !== undefined) return;
    try {
      this.#listener = await listen(this.host, this.port, (socket) => this.#accept(socket));
    } catch (error) {
      throw new PcoError('the server cannot listen', {
        got: (error as Error).message,
        where: `${this.host}:${this.port}`,
      });
    }
  }

  async close(): Promise<void> {
    this.#take = undefined;
    const listener = this.#listener;
    this.#listener = undefined;
    listener?.close();
    const gone = [...this.#sockets].map(
      (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
    );
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(gone);
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    socket.on('error', () => undefined);
    if (this.#take === undefined) socket.destroy();
    else this.#take(socket);
  }
}

function listen(host: string, port: number, take: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer({ noDelay: true }, take);
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function bindError(host: string, port: number, { code = '', message }: NodeJS.ErrnoException): BenchError {
  const next: Readonly<Record<string, string>> = {
    EADDRINUSE: `end the program that has it (on Linux \`ss -tlpn 'sport = :${port}'\` names it), or give the role another address of this machine`,
    EACCES: `redirect it to a high port and give that as the role's reach (docs/wiring-a-bench.md), or give node the right (setcap cap_net_bind_service=+ep on its binary)`,
    EADDRNOTAVAIL: 'give the role an address of this machine, or say in reach what is to be bound',
  };
  return new BenchError(`no server of ours can listen at TCP port ${port} of ${host}`, {
    expected: 'a port that this machine may bind, and nobody else has',
    got: message,
    where: `${host}, TCP port ${port}`,
    next: next[code] ?? 'correct the address or reach of the role in the topology',
  });
}
