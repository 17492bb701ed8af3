import { createServer, type Server, type Socket } from 'node:net';
import { BenchError, PcoError } from '../../bench/errors.ts';
import {
  type Identification,
  readIdentification,
  speaksVersion1,
  speaksVersion2,
} from '../../protocols/ssh2/identification.ts';

/** A server of one protocol version, as the port that it listens on uses it. */
export interface VersionServer {
  /** Without its line end. */
  readonly ident: string;
  /** False where it does not even say who it is: what it opens is then its own affair. */
  readonly greets: boolean;
  /** A client has connected, and nothing was read or written; gives the time on the bench's clock, milliseconds. */
  arrived(socket: Socket): number;
  open(socket: Socket, at: number): OpenedConnection;
}

export interface OpenedConnection {
  identSent(ident: string): void;
  /** What the client said of itself; the socket is paused then. */
  identified(theirs: Identification): void;
}

export type Version = 1 | 2;

/**
 * The TCP port of a host that serves SSH in one version or in both. It is bound once to see that it may be, and listens
 * only while a server is there; else a connection is refused, as by a host without one.
 */
export interface ServerPort {
  readonly host: string;
  readonly port: number;
  /** Rejects with PcoError where the two versions name different identification strings, or the port is taken now. */
  serve(version: Version, server: VersionServer): Promise<void>;
  /** Listens no more for that version; connections go on. */
  stop(version: Version): void;
  close(): Promise<void>;
}

export interface ServerPortOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** Rejects with BenchError where the port is taken or may not be bound. */
export async function bindServerPort(options: ServerPortOptions): Promise<ServerPort> {
  const { host } = options;
  const first = await listen(host, options.port, (socket) => socket.resetAndDestroy()).catch(
    (error: unknown) => {
      throw bindError(host, options.port, error as NodeJS.ErrnoException);
    },
  );
  const bound = first.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : options.port;
  letNobodyIn(first);
  return new ListeningPort(host, port);
}

class ListeningPort implements ServerPort {
  readonly host: string;
  readonly port: number;
  readonly #servers = new Map<Version, VersionServer>();
  #listener: Server | undefined;
  readonly #sockets = new Set<Socket>();

  constructor(host: string, port: number) {
    this.host = host;
    this.port = port;
  }

  async serve(version: Version, server: VersionServer): Promise<void> {
    const other = this.#servers.get(version === 1 ? 2 : 1);
    const both = server.ident.startsWith('SSH-1.99-');
    if (other !== undefined && (other.ident !== server.ident || !both)) {
      throw new PcoError('two servers cannot listen on one port, unless they are one host of both versions', {
        expected: 'the same identification string of both, SSH-1.99-…, or the other server closed first',
        got: `${other.ident} and ${server.ident}`,
        where: `${this.host}:${this.port}`,
      });
    }
    this.#servers.set(version, server);
    if (this.#listener !== undefined) return;
    try {
      this.#listener = await listen(this.host, this.port, (socket) => this.#accept(socket));
    } catch (error) {
      this.#servers.delete(version);
      throw new PcoError('the SSH server cannot listen', {
        got: (error as Error).message,
        where: `${this.host}:${this.port}`,
      });
    }
  }

  stop(version: Version): void {
    this.#servers.delete(version);
    const listener = this.#listener;
    if (this.#servers.size > 0 || listener === undefined) return;
    this.#listener = undefined;
    letNobodyIn(listener);
  }

  async close(): Promise<void> {
    this.#servers.clear();
    const listener = this.#listener;
    this.#listener = undefined;
    const gone = [...this.#sockets].map(
      (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
    );
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(gone);
    if (listener !== undefined) letNobodyIn(listener);
  }

  #accept(socket: Socket): void {
    const version2 = this.#servers.get(2);
    const version1 = this.#servers.get(1);
    const first = version2 ?? version1;
    if (first === undefined) {
      socket.resetAndDestroy();
      return;
    }
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    socket.on('error', () => undefined);
    const at = first.arrived(socket);
    const { ident, greets } = first;
    const known = !greets || version1 === undefined || version2 === undefined;
    const opened = known ? first.open(socket, at) : undefined;
    if (!greets) return;
    socket.write(`${ident}\r\n`);
    opened?.identSent(ident);
    void readIdentification(socket, 'client').then((theirs) => {
      if (opened !== undefined) {
        opened.identified(theirs);
        return;
      }
      const ofVersion1 = theirs.kind === 'ident' && speaksOnlyVersion1(theirs.version);
      const late = ((ofVersion1 ? version1 : version2) ?? first).open(socket, at);
      late.identSent(ident);
      late.identified(theirs);
    });
  }
}

function speaksOnlyVersion1(version: string): boolean {
  return speaksVersion1(version) && !speaksVersion2(version);
}

function listen(host: string, port: number, onConnection: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer({ noDelay: true }, onConnection);
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

/** Lets nobody new in; connections that are open go on. */
function letNobodyIn(server: Server): void {
  server.close();
}

function bindError(host: string, port: number, { code = '', message }: NodeJS.ErrnoException): BenchError {
  const facts = { got: message, where: `${host}, TCP port ${port}` };
  if (code === 'EADDRINUSE') {
    return new BenchError(
      `TCP port ${port} of ${host} is taken: the DUT cannot dial a server of ours there`,
      {
        ...facts,
        expected: 'a port of its own',
        next: `end the program that has it (sshd? on Linux \`ss -tlpn 'sport = :${port}'\` names it; sshd can be told another ListenAddress), or give the role another address of this machine`,
      },
    );
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new BenchError(
      `TCP port ${port} of ${host} may not be bound: the DUT cannot dial a server of ours there`,
      {
        ...facts,
        expected: 'the right to bind a port below 1024',
        next: `redirect it to a high port and give that as the role's reach (nft add rule ip nat prerouting tcp dport ${port} redirect to :10022), or give node the right (setcap cap_net_bind_service=+ep on its binary)`,
      },
    );
  }
  const next = 'correct the address or reach of the role in the topology';
  if (code === 'EADDRNOTAVAIL') {
    const expected = 'an address of this machine';
    return new BenchError(`${host} is no address of this machine: no server can listen there`, {
      ...facts,
      expected,
      next,
    });
  }
  return new BenchError(`No server can listen at ${host}, TCP port ${port}`, { ...facts, next });
}
