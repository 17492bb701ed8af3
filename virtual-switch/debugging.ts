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

/** A command that turned something on or off; `undebug all` names no kind. */
export type DebugTurn = { readonly on: true; readonly kind: DebugKind } | { readonly on: false };

/** What stays on after a command, given what should and what was. */
export type AfterTurn = (
  should: readonly DebugKind[],
  before: readonly DebugKind[],
  turn: DebugTurn,
) => readonly DebugKind[];

/** The debugging of one switch. */
export class Debugging {
  readonly #syslog: Syslog;
  readonly #afterTurn: AfterTurn;
  #on = new Set<DebugKind>();
  readonly #turned: (() => void)[] = [];

  constructor(syslog: Syslog, afterTurn: AfterTurn = (should) => should) {
    this.#syslog = syslog;
    this.#afterTurn = afterTurn;
  }

  isOn(kind: DebugKind): boolean {
    return this.#on.has(kind);
  }

  turn(kind: DebugKind, on: boolean): void {
    const others = [...this.#on].filter((other) => other !== kind);
    if (on) this.#become([...others, kind], { on, kind });
    else this.#become(others, { on });
  }

  allOff(): void {
    this.#become([], { on: false });
  }

  #become(should: readonly DebugKind[], turn: DebugTurn): void {
    this.#on = new Set(this.#afterTurn(should, [...this.#on], turn));
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
