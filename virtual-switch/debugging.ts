import type { Syslog } from './logging.ts';

/** One kind of debugging that can be turned on. */
export interface DebugKind {
  /** As it is typed after `debug`: `snmp packet`. */
  readonly command: string;
  /** As the switch names it when it is turned on or off, and in `show debugging`: `SNMP packet debugging`. */
  readonly title: string;
  /** The heading under which `show debugging` lists it: `SNMP`. */
  readonly heading: string;
}

/** The debugging of one switch. */
export class Debugging {
  readonly #syslog: Syslog;
  readonly #on = new Set<DebugKind>();
  readonly #turned: (() => void)[] = [];

  constructor(syslog: Syslog) {
    this.#syslog = syslog;
  }

  isOn(kind: DebugKind): boolean {
    return this.#on.has(kind);
  }

  turn(kind: DebugKind, on: boolean): void {
    if (on) this.#on.add(kind);
    else this.#on.delete(kind);
    for (const tell of this.#turned) tell();
  }

  allOff(): void {
    this.#on.clear();
    for (const tell of this.#turned) tell();
  }

  /** Called after something was turned on or off. */
  onTurn(listener: () => void): void {
    this.#turned.push(listener);
  }

  get active(): readonly DebugKind[] {
    return [...this.#on];
  }

  /** Prints where this kind is on: the first line is stamped, what belongs to it stands below as it is. */
  print(kind: DebugKind, ...lines: readonly string[]): void {
    if (this.isOn(kind)) this.#syslog.debug(...lines);
  }
}
