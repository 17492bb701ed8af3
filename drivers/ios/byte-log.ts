const blockSize = 64 * 1024;
/** What is kept of a recording: older bytes are in the journal only. */
const blocksKept = 1024;

/** Received bytes in blocks of their own, so that a byte at a time costs no object each. */
export class ByteLog {
  #blocks: Buffer[] = [];
  /** Offset of the first byte kept. */
  #first: number;
  #end: number;

  constructor(position: number) {
    this.#first = position;
    this.#end = position;
  }

  get first(): number {
    return this.#first;
  }

  get end(): number {
    return this.#end;
  }

  /** `keepFrom`: nothing from there on is forgotten. */
  append(bytes: Uint8Array, keepFrom: number): void {
    let at = 0;
    while (at < bytes.length) {
      const used = (this.#end - this.#first) % blockSize;
      if (used === 0 && this.#end - this.#first === this.#blocks.length * blockSize)
        this.#blocks.push(Buffer.allocUnsafeSlow(blockSize));
      const block = this.#blocks.at(-1);
      if (block === undefined) return;
      const part = bytes.subarray(at, at + blockSize - used);
      block.set(part, used);
      at += part.length;
      this.#end += part.length;
    }
    while (this.#blocks.length > blocksKept && this.#first + blockSize <= keepFrom) {
      this.#blocks.shift();
      this.#first += blockSize;
    }
  }

  /** The bytes from `from` to `to`, each as the character of its number; what is no longer kept is left out. */
  text(from: number, to: number): string {
    const start = Math.max(from, this.#first);
    const end = Math.min(to, this.#end);
    if (start >= end) return '';
    const firstBlock = Math.floor((start - this.#first) / blockSize);
    const lastBlock = Math.floor((end - 1 - this.#first) / blockSize);
    const offset = this.#first + firstBlock * blockSize;
    const blocks = this.#blocks.slice(firstBlock, lastBlock + 1);
    const [only] = blocks;
    if (only !== undefined && blocks.length === 1)
      return only.toString('latin1', start - offset, end - offset);
    // Into one buffer first: a string joined from parts would be flattened by whoever searches it.
    return Buffer.concat(blocks).toString('latin1', start - offset, end - offset);
  }
}
