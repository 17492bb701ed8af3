import { createHash, type Hash } from 'node:crypto';
import type { EventBody } from './events.ts';

type Data = Extract<EventBody, { type: 'data' }>;
type Written = Pick<Data, 'from' | 'bytes' | 'bulk'>;

/** Bytes of one direction that a PCO may carry between two returns before the rest is bulk. */
const wholeLimit = 65_536;
/** What is kept of the bulk at each end: enough for the prompt, the last page and what came before it. */
export const bulkEnd = 4_096;
/** The same for bulk that was sent, which is written send by send, each before it is sent. */
export const sentBulkEnd = 512;

/**
 * The bytes between two returns. The first 64 KiB are written as they come; what is beyond is written at the
 * end of the run, as head, tail, length and sha256, or whole where head and tail would be all of it.
 */
export class BulkRun {
  readonly #write: (data: Written) => void;
  readonly #bulkEnd: number;
  #from = 0;
  #whole = 0;
  #bulk: Bulk | undefined;

  constructor(ends: number, write: (data: Written) => void) {
    this.#bulkEnd = ends;
    this.#write = write;
  }

  add(bytes: Uint8Array): void {
    const room = Math.max(0, wholeLimit - this.#whole);
    const whole = bytes.subarray(0, room);
    if (whole.length > 0) {
      this.#write({ from: this.#from, bytes: latin1(whole) });
      this.#from += whole.length;
      this.#whole += whole.length;
    }
    const rest = bytes.subarray(room);
    if (rest.length === 0) return;
    this.#bulk ??= new Bulk(this.#bulkEnd);
    this.#bulk.add(rest);
  }

  /** Writes the bulk so far; what comes now is bulk of its own. */
  settle(): void {
    if (this.#bulk === undefined) return;
    this.#write({ from: this.#from, ...this.#bulk.kept() });
    this.#from += this.#bulk.length;
    this.#bulk = undefined;
  }

  end(): void {
    this.settle();
    this.#whole = 0;
  }
}

class Bulk {
  length = 0;
  readonly #end: number;
  readonly #hash: Hash = createHash('sha256');
  #head = Buffer.alloc(0);
  /** The last bytes, in pieces; cut back now and then, so that the work stays linear. */
  #tail: Uint8Array[] = [];
  #tailLength = 0;

  constructor(end: number) {
    this.#end = end;
  }

  add(bytes: Uint8Array): void {
    this.length += bytes.length;
    this.#hash.update(bytes);
    const toHead = bytes.subarray(0, this.#end - this.#head.length);
    if (toHead.length > 0) this.#head = Buffer.concat([this.#head, toHead]);
    const toTail = bytes.subarray(toHead.length).slice(-this.#end);
    if (toTail.length === 0) return;
    this.#tail.push(toTail);
    this.#tailLength += toTail.length;
    if (this.#tailLength > 16 * this.#end) this.#cut();
  }

  kept(): Pick<Data, 'bytes' | 'bulk'> {
    this.#cut();
    const head = latin1(this.#head);
    const tail = latin1(Buffer.concat(this.#tail));
    if (this.length === head.length + tail.length) return { bytes: head + tail };
    return { bulk: { head, tail, length: this.length, sha256: this.#hash.digest('hex') } };
  }

  #cut(): void {
    const tail = Buffer.concat(this.#tail).subarray(-this.#end);
    this.#tail = [tail];
    this.#tailLength = tail.length;
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
