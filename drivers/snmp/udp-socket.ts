import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import type { Endpoint } from '../../bench/endpoint.ts';
import { BenchError } from '../../bench/errors.ts';
import { kernelDrops } from './kernel-drops.ts';

export interface Datagram {
  readonly bytes: Buffer;
  readonly from: Endpoint;
  /** When it was read, by `performance.now()`. */
  readonly at: number;
}

/** Bytes that the kernel is asked to hold for us; it gives what it allows (Linux: net.core.rmem_max). */
const receiveBuffer = 4 * 1024 * 1024;
/** Datagrams that are kept while nobody listens yet. */
const mostWaiting = 1_000;
/** How often it is looked for more; each time some dozens are read. */
const mostLooks = 200;

/** A bound UDP socket that keeps what comes until somebody listens. */
export class UdpSocket {
  readonly port: number;
  readonly #socket: Socket;
  readonly #waiting: Datagram[] = [];
  #take: ((datagram: Datagram) => void) | undefined;
  #fault: string | undefined;
  #closed: Promise<void> | undefined;
  #overflowed = 0;
  #read = 0;
  readonly #host: string;

  constructor(socket: Socket, host: string) {
    this.#socket = socket;
    this.#host = host;
    this.port = socket.address().port;
    socket.on('message', (bytes, { address, port }) => {
      this.#read += 1;
      const datagram = { bytes, from: { address, port }, at: performance.now() };
      if (this.#take !== undefined) this.#take(datagram);
      else if (this.#waiting.length < mostWaiting) this.#waiting.push(datagram);
      else this.#overflowed += 1;
    });
    socket.on('error', (error) => {
      this.#fault ??= error.message;
    });
  }

  /** What the operating system said when it could no longer receive. */
  get fault(): string | undefined {
    return this.#fault;
  }

  /** How many came and could not be kept, since it was bound: before anybody listened, or for want of time to read them. */
  get lost(): number {
    return this.#overflowed + (this.#closed === undefined ? kernelDrops(this.#host, this.port) : 0);
  }

  /** Takes what waits, and all that comes; once. */
  listen(take: (datagram: Datagram) => void): void {
    if (this.#take !== undefined) throw new Error('this socket is listened to already');
    this.#take = take;
    for (const datagram of this.#waiting.splice(0)) take(datagram);
  }

  /**
   * Resolves when all that had arrived has been read: the event loop may have turned to something that came later on
   * another socket first. A flood that goes on is not waited for.
   */
  async drained(): Promise<void> {
    for (let look = 0; look < mostLooks; look++) {
      const before = this.#read;
      await turn();
      await turn();
      if (this.#read === before) return;
    }
  }

  /** Sends without waiting; a datagram that cannot be sent is lost, as on any network. */
  send(bytes: Uint8Array, to: Endpoint): void {
    if (this.#closed === undefined) this.#socket.send(bytes, to.port, to.address, () => undefined);
  }

  close(): Promise<void> {
    this.#closed ??= new Promise((resolve) => this.#socket.close(() => resolve()));
    return this.#closed;
  }
}

/** Rejects with BenchError: the port is taken, may not be bound, or the address is not this machine's. */
export function bindUdp({ host, port }: { host: string; port: number }): Promise<UdpSocket> {
  const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4', recvBufferSize: receiveBuffer });
  return new Promise((resolve, reject) => {
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.close();
      reject(bindError(host, port, error));
    });
    socket.bind({ address: host, port }, () => {
      socket.removeAllListeners('error');
      resolve(new UdpSocket(socket, host));
    });
  });
}

function bindError(host: string, port: number, { code = '', message }: NodeJS.ErrnoException): BenchError {
  const facts = { got: message, where: `${host}, UDP port ${port}` };
  if (code === 'EADDRINUSE') {
    return new BenchError(`UDP port ${port} of ${host} is taken: no traps can be received there`, {
      ...facts,
      expected: 'a port of its own',
      next: `end the program that has it (snmptrapd? on Linux \`ss -ulpn 'sport = :${port}'\` names it), or give the role another port under reach in the topology`,
    });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new BenchError(`UDP port ${port} of ${host} may not be bound: no traps can be received there`, {
      ...facts,
      expected: 'the right to bind a port below 1024',
      next: `redirect it to a high port and give that as the role's reach (nft add rule ip nat prerouting udp dport ${port} redirect to :10162), or give node the right (setcap cap_net_bind_service=+ep on its binary), or let the switch send elsewhere (snmp-server host ... udp-port 10162)`,
    });
  }
  if (code === 'EADDRNOTAVAIL') {
    return new BenchError(`${host} is no address of this machine: no traps can be received there`, {
      ...facts,
      expected: 'an address of this machine',
      next: 'correct the address or reach of the role trap-listener in the topology',
    });
  }
  return new BenchError(`No traps can be received at ${host}, UDP port ${port}`, {
    ...facts,
    next: 'correct the address or reach of the role trap-listener in the topology',
  });
}
