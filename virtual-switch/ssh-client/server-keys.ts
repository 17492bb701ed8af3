import type { Configuration } from '../configuration/configuration.ts';
import { chainName, keysIn } from '../ssh/pubkey-chain.ts';
import type { ServerEntry } from './seams.ts';

/** A key of a server as `ip ssh pubkey-chain` keeps it: type and hash of its blob. */
export function keyName(blob: Uint8Array, hash: (blob: Uint8Array) => string): string {
  const bytes = Buffer.from(blob);
  const length = bytes.length < 4 ? 0 : bytes.readUInt32BE(0);
  return `${bytes.subarray(4, 4 + length).toString('latin1')} ${hash(bytes)}`;
}

/** The `server …` entries of the chain, in the order in which they came. */
export function serverEntries({ blocks }: Configuration): ServerEntry[] {
  return [...(blocks.get(chainName)?.blocks ?? [])].flatMap(([opening, block]) => {
    const name = /^server (\S+)$/.exec(opening)?.[1];
    return name === undefined ? [] : [{ name, keys: keysIn(block) }];
  });
}
