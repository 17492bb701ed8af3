import { createCipheriv, createHash } from 'node:crypto';

/**
 * What a file holds. By `seed` it is bytes of all values, always the same for the same seed and size. By `text` it is
 * that text (latin-1).
 */
export type ScpContent = { readonly seed: string; readonly size: number } | { readonly text: string };

/** The key stream of AES-128 in counter mode, with the digest of the seed as its key. */
export function contentOf(content: ScpContent): Buffer {
  if ('text' in content) return Buffer.from(content.text, 'latin1');
  const key = createHash('sha256').update(content.seed).digest().subarray(0, 16);
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(content.size));
}
