import type { Endpoint } from '../patch-panel.ts';
import type { RemoteEnd, SwitchClock } from '../ssh/host.ts';
import type { TcpTraffic } from '../ssh/tcp-traffic.ts';
import type { TtyLine } from '../tty-line.ts';
import type { VtyTransport } from '../vty-lines.ts';

/** The TCP connection of a session on a vty, by the addresses that the lab knows. */
export interface Connection {
  readonly line: TtyLine;
  readonly local: Endpoint;
  readonly remote: Endpoint;
  /** On the switch's clock. */
  readonly openedAt: number;
  readonly traffic: TcpTraffic;
  readonly transport: VtyTransport;
  /** Who logged in on it; undefined until somebody has. */
  user: string | undefined;
  /** Who ended the session. */
  endedBy: 'switch' | 'client';
}

/** The connections that hold a vty, from the first byte to the release of the line. */
export class Connections {
  readonly #byLine = new Map<TtyLine, Connection>();
  readonly #endListeners = new Map<Connection, (() => void)[]>();
  readonly #clock: SwitchClock;
  #loggedIn: (connection: Connection) => void = () => undefined;

  constructor(clock: SwitchClock) {
    this.#clock = clock;
  }

  /** Calls back when a user has been let in. */
  onLogin(listener: (connection: Connection) => void): void {
    this.#loggedIn = listener;
  }

  /** Calls back once, when the connection is over. */
  onEnd(connection: Connection, listener: () => void): void {
    const listeners = this.#endListeners.get(connection) ?? [];
    this.#endListeners.set(connection, [...listeners, listener]);
  }

  get all(): readonly Connection[] {
    return [...this.#byLine.values()].sort((left, right) => left.line.number - right.line.number);
  }

  opened(
    line: TtyLine,
    { address, port, localAddress, localPort }: RemoteEnd,
    traffic: TcpTraffic,
    transport: VtyTransport,
  ): void {
    this.#byLine.set(line, {
      line,
      local: { host: localAddress, port: localPort },
      remote: { host: address, port },
      openedAt: this.#clock.now(),
      traffic,
      transport,
      user: undefined,
      endedBy: 'client',
    });
  }

  loggedIn(line: TtyLine, user: string): void {
    const connection = this.#byLine.get(line);
    if (connection === undefined || connection.user !== undefined) return;
    connection.user = user;
    this.#loggedIn(connection);
  }

  /** The switch ends the session: its shell is over, or the line is cleared. */
  endedHere(line: TtyLine): void {
    const connection = this.#byLine.get(line);
    if (connection !== undefined) connection.endedBy = 'switch';
  }

  /** To be called while the line still knows its user. */
  closed(line: TtyLine): void {
    const connection = this.#byLine.get(line);
    if (connection === undefined) return;
    this.#byLine.delete(line);
    const listeners = this.#endListeners.get(connection) ?? [];
    this.#endListeners.delete(connection);
    for (const tell of listeners) tell();
  }
}
