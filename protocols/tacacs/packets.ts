import type { Read } from './fault.ts';
import { headerFault, headerLength, readHeader, type TacacsHeader, writeHeader } from './header.ts';
import { headerFlag } from './numbers.ts';
import { obfuscate } from './obfuscation.ts';

/** A packet as it came: its body is obfuscated unless the header says otherwise. */
export interface TacacsPacket {
  readonly header: TacacsHeader;
  readonly body: Buffer;
}

/** A packet with its body, given in clear, under a key; without one it is sent in clear and says so. */
export function writePacket(
  header: Omit<TacacsHeader, 'length'>,
  body: Uint8Array,
  key: string | undefined,
): Buffer {
  const flags =
    key === undefined ? header.flags | headerFlag.unencrypted : header.flags & ~headerFlag.unencrypted;
  const head = writeHeader({ ...header, flags, length: body.length });
  return Buffer.concat([head, key === undefined ? body : obfuscate(body, header, key)]);
}

/** The body in clear. Both sides must have a key, or neither: a packet in clear is never taken where there is one. */
export function clearBody({ header, body }: TacacsPacket, key: string | undefined): Read<Buffer> {
  const clear = (header.flags & headerFlag.unencrypted) !== 0;
  if (clear && key !== undefined) {
    return { fault: { what: 'unencrypted', message: 'a packet in clear, where a key is agreed' } };
  }
  if (!clear && key === undefined) {
    return { fault: { what: 'encrypted', message: 'an obfuscated packet, where no key is agreed' } };
  }
  return { value: key === undefined ? Buffer.from(body) : obfuscate(body, header, key) };
}

/** Cuts a TCP stream into packets. */
export class PacketReader {
  #pending = Buffer.alloc(0);

  push(bytes: Uint8Array): void {
    this.#pending = Buffer.concat([this.#pending, bytes]);
  }

  /** The next packet; undefined until all of it has come. After a fault nothing more can be read. */
  next(): Read<TacacsPacket> | undefined {
    if (this.#pending.length < headerLength) return undefined;
    const fault = headerFault(this.#pending);
    if (fault !== undefined) return { fault };
    const header = readHeader(this.#pending);
    const end = headerLength + header.length;
    if (this.#pending.length < end) return undefined;
    const body = Buffer.from(this.#pending.subarray(headerLength, end));
    this.#pending = this.#pending.subarray(end);
    return { value: { header, body } };
  }
}
