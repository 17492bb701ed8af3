import type { DebugKind } from '../debugging.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { TtyLine } from '../tty-line.ts';

/** Lines of one login, each stamped by itself. */
export class AaaTrace {
  readonly #device: VirtualSwitch;
  readonly #typed: () => string | undefined;
  /** As debug lines name the login. */
  readonly login: number;

  constructor(device: VirtualSwitch, typed: () => string | undefined = () => undefined) {
    this.#device = device;
    this.#typed = typed;
    this.login = device.aaa.nextLogin();
  }

  /** In eight hexadecimal digits. */
  get id(): string {
    return this.login.toString(16).toUpperCase().padStart(8, '0');
  }

  say(kind: DebugKind, ...lines: readonly string[]): void {
    const { debugging, seams } = this.#device;
    if (!debugging.isOn(kind)) return;
    for (const text of seams.aaaDebugLines(lines, this.#typed())) debugging.print(kind, text);
  }
}

/** A line as servers are told of it: where the user is, and what he is on. */
export function placeOf(line: TtyLine): { readonly port: string; readonly remoteAddress: string } {
  return { port: `tty${line.number}`, remoteAddress: line.location ?? 'async' };
}
