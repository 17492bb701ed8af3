import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { BenchError, PcoError } from '../../bench/errors.ts';

export interface Datagram {
  readonly bytes: Buffer;
  readonly from: { readonly address: string; readonly port: number };
  /** Sends without waiting; what cannot be sent is lost, as on any network. */
  readonly reply: (bytes: Buffer) => void;
}

/**
 * A UDP port of the bench's that the DUT may ask. It is bound once to see that it may be, and open only while somebody serves: else
 * this machine's ICMP refuses.
 */
export interface UdpDoor {
  readonly host: string;
  readonly port: number;
  /** Rejects with PcoError where the port is taken now. In place of who served before. */
  serve(take: (datagram: Datagram) => void): Promise<void>;
  close(): Promise<void>;
}

/** Port 0 takes a free one. Rejects with BenchError where the port is taken or may not be bound. */
export async function bindUdpDoor({ host, port }: { host: string; port: number }): Promise<UdpDoor> {
  const first = await bind(host, port).catch((error: unknown) => {
    throw new BenchError(`no server of ours can be asked at UDP port ${port} of ${host}`, {
      expected: 'a port that this machine may bind, and nobody else has',
      got: (error as Error).message,
      where: `${host}, UDP port ${port}`,
      next: 'end the program that has it, give the role another address of this machine, or bind a high port by its reach and redirect to it (docs/wiring-a-bench.md)',
    });
  });
  const bound = first.address().port;
  await closed(first);
  return new OpenableDoor(host, bound);
}

class OpenableDoor implements UdpDoor {
  readonly host: string;
  readonly port: number;
  #take: ((datagram: Datagram) => void) | undefined;
  #socket: Socket | undefined;

  constructor(host: string, port: number) {
    this.host = host;
    this.port = port;
  }

  async serve(take: (datagram: Datagram) => void): Promise<void> {
    this.#take = take;
    if (this.#socket !== undefined) return;
    const socket = await bind(this.host, this.port).catch((error: unknown) => {
      throw new PcoError('the server cannot be asked', {
        got: (error as Error).message,
        where: `${this.host}:${this.port}`,
      });
    });
    this.#socket = socket;
    socket.on('error', () => undefined);
    socket.on('message', (bytes, from) => {
      const reply = (answer: Buffer): void => {
        if (this.#socket === socket) socket.send(answer, from.port, from.address, () => undefined);
      };
      this.#take?.({ bytes, from, reply });
    });
  }

  async close(): Promise<void> {
    this.#take = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket !== undefined) await closed(socket);
  }
}

async function bind(host: string, port: number): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind({ address: host, port, exclusive: true });
  await once(socket, 'listening');
  return socket;
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.close(() => resolve()));
}
