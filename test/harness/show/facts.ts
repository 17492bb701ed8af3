import { createHash } from 'node:crypto';

/** By transcript: what a person reads in the file, written down from the file and not from a parser. */
export type FactsOf<Shown> = Readonly<Record<string, Shown>>;

/** Stands in the tables for the body of a key: enough to see a character that was lost or added. */
export function bodyDigest(body: string): string {
  return `${body.length} characters, sha256 ${createHash('sha256').update(body).digest('hex').slice(0, 12)}`;
}
