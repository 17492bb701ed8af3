import type { Wire } from './wire.ts';

/**
 * What a Catalyst says between a reset and its command line, each at the beginning of a line (transcripts
 * boot-from-rommon, boot-reload, reload--unicon, boot--c1117; a 3650's own boot is not recorded).
 */
const signs = [
  String.raw`Initializing Hardware`,
  String.raw`System Bootstrap, Version`,
  String.raw`Booting\.\.\.`,
  String.raw`Restarting system`,
  String.raw`Please stand by while rebooting`,
  String.raw`(?:Chassis|Switch) \d+ reloading, reason`,
  String.raw`Preparing to autoboot`,
  String.raw`boot: (?:attempting to boot from|reading file)`,
  String.raw`Getting rest of image`,
  String.raw`Reading full (?:image|base package) into memory`,
  String.raw`Loading "?(?:flash|bootflash|sda\d|tftp|usbflash\d)[^\n]{0,200}\.{3}`,
  String.raw`### Launching Linux Kernel`,
  String.raw`All packages are Digitally Signed`,
  String.raw`Starting System Services`,
  String.raw`Both links down, not waiting for other switches`,
  String.raw` +Restricted Rights Legend`,
  String.raw`SETUP: new interface`,
].join('|');
const sign = new RegExp(`(?:^|[\\r\\n])(?:${signs})`, 'g');
const greeting = /(?:^|[\r\n]) *Press RETURN to get started/;

/** A sign is no longer than this, so that one which came in pieces is found. */
const longestSign = 256;
/** So much is let come before it is looked at again. */
const step = 64;

/** Looks in what is received for a device that boots; each byte is looked at a bounded number of times. */
export class BootWatch {
  readonly #wire: Wire;
  #seenTo: number;
  #signEnd: number | undefined;
  #greeted = false;

  /** `begun`: it is known to boot already. */
  constructor(wire: Wire, from: number, begun = false) {
    this.#wire = wire;
    this.#seenTo = Math.max(from, 0);
    this.#signEnd = begun ? from : undefined;
  }

  /** Where the first sign of a boot ends; undefined where none has come. */
  signEnd(): number | undefined {
    if (this.#wire.position - this.#seenTo >= step) this.#look();
    return this.#signEnd;
  }

  /** As `signEnd`, with every byte looked at. */
  boots(): boolean {
    this.#look();
    return this.#signEnd !== undefined;
  }

  /** Whether the boot has come to `Press RETURN to get started`, be it that other lines have come behind. */
  get greeted(): boolean {
    return this.#greeted;
  }

  #look(): void {
    const { position } = this.#wire;
    if (position === this.#seenTo) return;
    const from = Math.max(0, this.#seenTo - longestSign);
    const text = this.#wire.text(from, position);
    const base = position - text.length;
    this.#seenTo = position;
    this.#greeted ||= greeting.test(text);
    if (this.#signEnd !== undefined) return;
    sign.lastIndex = 0;
    if (sign.test(text)) this.#signEnd = base + sign.lastIndex;
  }
}

/** Whether a command can end in a boot: `reload`, and `boot` typed at the boot loader. */
export function restarts(command: string): boolean {
  return /^\s*(?:rel(?:o(?:ad?)?)?(?:\s.*)?|boot(?:\s.*)?)$/i.test(command);
}
