import type { KnownForms } from './known-forms.ts';
import { ShownRow } from './shown-row.ts';
import type { TypedEcho } from './typed-echo.ts';

export interface RedactingStream {
  /** What comes next is, or has in it, the echo of a typed line with a secret; undefined: of one without. */
  expect(echo: TypedEcho | undefined): void;
  /** As many of the bytes so far as are known to be no unfinished secret, masked. */
  push(bytes: Uint8Array): Uint8Array;
  /**
   * All that `push` holds back. Where it is the beginning of a secret of 4 or more characters, it is masked.
   * The stream may go on: the rest of that secret is then masked too.
   */
  flush(): Uint8Array;
}

/** Holds back only the longest tail that could yet be of a secret. */
export class RedactingWindow implements RedactingStream {
  readonly #latest: () => KnownForms;
  readonly #row: ShownRow;
  /** What is held back, masked as far as that is known. */
  #held: Uint8Array = new Uint8Array(0);
  /** Bytes given out before those. */
  #given = 0;

  constructor(latest: () => KnownForms) {
    this.#latest = latest;
    this.#row = new ShownRow(latest(), (position, code) => {
      // What was given out cannot be taken back.
      if (position >= this.#given) this.#held[position - this.#given] = code;
    });
  }

  expect(echo: TypedEcho | undefined): void {
    this.#row.expect(echo);
  }

  push(bytes: Uint8Array): Uint8Array {
    this.#learn();
    const from = this.#held.length;
    this.#held = joined(this.#held, bytes);
    for (let index = 0; index < bytes.length; index++)
      this.#row.write(bytes[index] ?? 0, this.#given + from + index);
    return this.#give(this.#row.openFrom);
  }

  flush(): Uint8Array {
    this.#learn();
    this.#row.flush();
    return this.#give(undefined);
  }

  /** Secrets may have been added since the last bytes. */
  #learn(): void {
    const latest = this.#latest();
    if (latest !== this.#row.known) this.#row.learn(latest);
  }

  /** Always a copy: what was given out must not change when more is masked. */
  #give(openFrom: number | undefined): Uint8Array {
    const count = openFrom === undefined ? this.#held.length : Math.max(0, openFrom - this.#given);
    const given = this.#held.slice(0, count);
    this.#held = this.#held.slice(count);
    this.#given += count;
    return given;
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
