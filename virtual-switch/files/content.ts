import { createHash } from 'node:crypto';

/** What a file holds, given in pieces so that none of it has to be in memory twice. */
export interface FileContent {
  readonly size: number;
  chunks(): Iterable<Uint8Array>;
}

const chunkBytes = 32 * 1024;

export function contentOf(parts: readonly Uint8Array[]): FileContent {
  return {
    size: parts.reduce((sum, part) => sum + part.length, 0),
    *chunks() {
      for (const part of parts) {
        for (let at = 0; at < part.length; at += chunkBytes) yield part.subarray(at, at + chunkBytes);
      }
    },
  };
}

/** Text of configuration, one byte a character. */
export function contentOfText(text: string): FileContent {
  return contentOf([Buffer.from(text, 'latin1')]);
}

/** A file of that size of which only the size matters, such as a software package: it reads as zeros. */
export function sparseContent(size: number): FileContent {
  return {
    size,
    *chunks() {
      const zeros = Buffer.alloc(Math.min(size, chunkBytes));
      for (let left = size; left > 0; left -= zeros.length) yield zeros.subarray(0, left);
    },
  };
}

export function bytesOf(content: FileContent): Buffer {
  return Buffer.concat([...content.chunks()]);
}

/** In hexadecimal. */
export function md5Of(content: FileContent): string {
  const hash = createHash('md5');
  for (const chunk of content.chunks()) hash.update(chunk);
  return hash.digest('hex');
}
