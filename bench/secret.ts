/**
 * A password, key or community. It prints as its mask everywhere but through `reveal()`, which only what
 * types it at a device or puts it on the wire may call. In a replay `reveal()` gives the mask.
 */
export class Secret {
  readonly name: string;
  readonly #plain: string;
  constructor(name: string, plain: string) {
    this.name = name;
    this.#plain = plain;
  }

  reveal(): string {
    return this.#plain;
  }

  get mask(): string {
    return maskOf(this.name, this.#plain.length);
  }

  toString(): string {
    return this.mask;
  }

  toJSON(): string {
    return this.mask;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.mask;
  }
}

/** Letters and digits of a value for a placeholder of the guide's examples. */
export const placeholderLength = 16;

/** The secret's name in angle brackets, cut or filled with `*` to the length of what it hides. */
export function maskOf(name: string, length: number): string {
  return `<${name}>`.padEnd(length, '*').slice(0, length);
}
