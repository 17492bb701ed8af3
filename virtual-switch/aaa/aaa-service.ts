import type { TtyLine } from '../tty-line.ts';
import type { TacacsServer } from './configured-servers.ts';
import type { Method } from './method-lists.ts';

/** Who was let in on a line, and by which method. */
export interface Identity {
  readonly name: string | undefined;
  readonly method: Method;
  /** What a RADIUS server sent along with its consent. */
  readonly radius?: { readonly level: number | undefined };
}

/** What `show tacacs` counts of a server. */
export interface TacacsCounters {
  opens: number;
  closes: number;
  timeouts: number;
  failedConnects: number;
  sent: number;
  received: number;
}

/** What AAA keeps from one login to the next. */
export class AaaService {
  readonly #identities = new Map<TtyLine, Identity>();
  readonly #counters = new Map<string, TacacsCounters>();
  readonly #leavers = new Map<TtyLine, () => void>();
  #logins = 12;
  #identifier = 0;

  /** The number that debug lines give a login. */
  nextLogin(): number {
    return ++this.#logins;
  }

  /** Of the last RADIUS request. */
  get lastIdentifier(): number {
    return this.#identifier;
  }

  /** The identifier of a RADIUS request. */
  nextIdentifier(): number {
    this.#identifier = (this.#identifier + 1) % 256;
    return this.#identifier;
  }

  identify(line: TtyLine, identity: Identity): void {
    this.#identities.set(line, identity);
  }

  identityOn(line: TtyLine): Identity | undefined {
    return this.#identities.get(line);
  }

  /** Called once when whoever is on the line has left. */
  onLeave(line: TtyLine, listener: () => void): void {
    this.#leavers.set(line, listener);
  }

  left(line: TtyLine): void {
    this.#identities.delete(line);
    const leave = this.#leavers.get(line);
    this.#leavers.delete(line);
    leave?.();
  }

  countersOf({ address, port }: Pick<TacacsServer, 'address' | 'port'>): TacacsCounters {
    const key = `${address}:${port}`;
    const existing = this.#counters.get(key);
    if (existing !== undefined) return existing;
    const made = { opens: 0, closes: 0, timeouts: 0, failedConnects: 0, sent: 0, received: 0 };
    this.#counters.set(key, made);
    return made;
  }
}
