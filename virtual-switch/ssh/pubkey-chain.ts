import { type Block, type Configuration, hostnameOf } from '../configuration/configuration.ts';
import type { Seams } from '../seams.ts';
import type { PresentedKey } from './public-key.ts';
import type { PubkeyChain } from './pubkey-seams.ts';

export const chainName = 'ip ssh pubkey-chain';

/** A line `key-hash ssh-rsa HASH comment` is kept under type and hash. */
const keyLine = /^key-hash (\S+ \S+)/;

/** The keys of a user or server, `ssh-rsa 5D24…`, in the order in which they came. */
export function keysIn({ settings }: Block): string[] {
  return [...settings.values()].flatMap((text) => keyLine.exec(text)?.[1] ?? []);
}

export function keyLinesOf({ settings }: Block): string[] {
  return [...settings.values()].filter((text) => keyLine.test(text));
}

export function forgetKeys({ settings }: Block, which?: string): void {
  for (const [name, text] of [...settings]) {
    const key = keyLine.exec(text)?.[1];
    if (key !== undefined && (which === undefined || key === which)) settings.delete(name);
  }
}

/** Users of the chain, by name. */
export function userBlocks({ blocks }: Configuration): Map<string, Block> {
  const chain = blocks.get(chainName)?.blocks ?? new Map<string, Block>();
  return new Map(
    [...chain].flatMap(([opening, block]) => {
      const name = /^username (\S+)$/.exec(opening)?.[1];
      return name === undefined ? [] : [[name, block]];
    }),
  );
}

/**
 * The answer to a key that a client presents (guide page 21): its hash is looked for among those of the user, and where
 * it was signed with, the signature decides. Known from the chain alone, a user needs no `username` of global
 * configuration: the guide's steps (page 26) name none. unrecorded: what real devices do then.
 */
export function admits(
  seams: Seams,
  configuration: Configuration,
  username: string,
  presented: PresentedKey,
): boolean {
  const chain: PubkeyChain = new Map(
    [...userBlocks(configuration)].map(([name, block]) => [name, keysIn(block)]),
  );
  const hash = seams.keyHash(presented.blob, hostnameOf(configuration));
  const known = seams.isAmong(seams.keysOf(username, chain), `ssh-rsa ${hash}`);
  if (presented.proof === undefined) return seams.answersKeyQuery(known);
  return known && seams.acceptsSignature(presented);
}
