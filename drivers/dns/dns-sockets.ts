import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { BenchError } from '../../bench/errors.ts';

export interface DnsMessage {
  readonly bytes: Buffer;
  readonly transport: 'udp' | 'tcp';
  readonly from: { readonly address: string; readonly port: number };
  /** Sends without waiting; what cannot be sent is lost, as on any network. */
  readonly reply: (bytes: Buffer) => void;
}

/** Tries at a port that is free for both transports, where any may be taken. */
const mostTries = 20;
/** Longest that a TCP connection may say nothing, in real milliseconds (RFC 7766 section 6.2.3 leaves it to us). */
const idleMs = 10_000;

/** Bytes that the kernel is asked to hold for us; it gives what it allows (Linux: net.core.rmem_max). */
const receiveBuffer = 1024 * 1024;

/** One port, bound for UDP and TCP. */
export class DnsSockets {
  readonly host: string;
  readonly port: number;
  readonly #udp: UdpSocket;
  readonly #tcp: Server;
  readonly #connections = new Set<Socket>();
  #take: ((message: DnsMessage) => void) | undefined;
  #closed: Promise<void> | undefined;

  constructor(host: string, udp: UdpSocket, tcp: Server) {
    this.host = host;
    this.port = udp.address().port;
    this.#udp = udp;
    this.#tcp = tcp;
    udp.on('error', () => undefined);
    udp.on('message', (bytes, from) => {
      const reply = (answer: Buffer): void => {
        if (this.#closed === undefined) udp.send(answer, from.port, from.address, () => undefined);
      };
      this.#take?.({ bytes, transport: 'udp', from, reply });
    });
    tcp.on('connection', (socket) => this.#accept(socket));
  }

  /** Takes what comes from now on; what came before is lost. */
  listen(take: (message: DnsMessage) => void): void {
    this.#take = take;
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    for (const socket of this.#connections) socket.destroy();
    await Promise.all([
      new Promise<void>((resolve) => this.#udp.close(() => resolve())),
      new Promise<void>((resolve) => this.#tcp.close(() => resolve())),
    ]);
  }

  /** Each message stands behind its length (RFC 1035 section 4.2.2). */
  #accept(socket: Socket): void {
    this.#connections.add(socket);
    socket.once('close', () => this.#connections.delete(socket));
    socket.on('error', () => undefined);
    socket.setTimeout(idleMs, () => socket.destroy());
    const from = { address: socket.remoteAddress ?? '0.0.0.0', port: socket.remotePort ?? 0 };
    let pending = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk]);
      while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
        const end = 2 + pending.readUInt16BE(0);
        const bytes = Buffer.from(pending.subarray(2, end));
        pending = pending.subarray(end);
        const reply = (answer: Buffer): void => {
          const length = Buffer.alloc(2);
          length.writeUInt16BE(answer.length);
          if (socket.writable) socket.write(Buffer.concat([length, answer]));
        };
        this.#take?.({ bytes, transport: 'tcp', from, reply });
      }
    });
  }
}

/** Port 0 takes one that is free for both. Rejects with BenchError where it is taken or may not be bound. */
export async function bindDns(options: { host: string; port: number }): Promise<DnsSockets> {
  for (let tries = 1; ; tries++) {
    try {
      return await bindBoth(options);
    } catch (error) {
      const fault = error as NodeJS.ErrnoException;
      const another = options.port === 0 && fault.code === 'EADDRINUSE' && tries < mostTries;
      if (!another) throw bindError(options.host, options.port, fault);
    }
  }
}

async function bindBoth({ host, port }: { host: string; port: number }): Promise<DnsSockets> {
  const udp = createSocket({ type: 'udp4', recvBufferSize: receiveBuffer });
  const tcp = createServer();
  try {
    udp.bind({ address: host, port });
    await once(udp, 'listening');
    tcp.listen({ host, port: udp.address().port, exclusive: true });
    await once(tcp, 'listening');
    return new DnsSockets(host, udp, tcp);
  } catch (error) {
    udp.close();
    tcp.close();
    throw error;
  }
}

function bindError(host: string, port: number, { code = '', message }: NodeJS.ErrnoException): BenchError {
  const facts = { got: message, where: `${host}, port ${port} (UDP and TCP)` };
  if (code === 'EADDRINUSE') {
    return new BenchError(`port ${port} of ${host} is taken: the DUT cannot ask a DNS server of ours there`, {
      ...facts,
      expected: 'a port of its own',
      next: `end the program that has it (systemd-resolved? dnsmasq? on Linux \`ss -lunpt 'sport = :${port}'\` names it), or give the role another address of this machine`,
    });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new BenchError(
      `port ${port} of ${host} may not be bound: the DUT cannot ask a DNS server of ours there`,
      {
        ...facts,
        expected: 'the right to bind a port below 1024',
        next: `redirect it to a high port and give that as the role's reach (nft add rule ip nat prerouting udp dport ${port} redirect to :10053), or give node the right (setcap cap_net_bind_service=+ep on its binary)`,
      },
    );
  }
  const next = 'correct the address or reach of the role dns-server in the topology';
  if (code === 'EADDRNOTAVAIL') {
    const expected = 'an address of this machine';
    const what = `${host} is no address of this machine: no DNS server can be there`;
    return new BenchError(what, { ...facts, expected, next });
  }
  return new BenchError(`No DNS server can be at ${host}, port ${port}`, { ...facts, next });
}
