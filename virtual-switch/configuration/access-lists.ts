import type { Block, Configuration } from './configuration.ts';

export interface AccessEntry {
  readonly permit: boolean;
  readonly address: string;
  /** Bits that need not match. */
  readonly wildcard: string;
}

export const numberedList = (number: string) => `access-list ${number}`;
export const namedList = (name: string) => `ip access-list standard ${name}`;

/**
 * Whether a standard access list lets an address through. A list that is not there lets everyone through, one
 * that has entries denies who is in none of them.
 */
export function listPermits(configuration: Configuration, list: string, address: string): boolean {
  const block =
    configuration.blocks.get(namedList(list)) ?? configuration.blocks.get(numberedList(list)) ?? undefined;
  const entries = block === undefined ? [] : entriesOf(block);
  if (entries.length === 0) return true;
  return entries.find(([, entry]) => covers(entry, address))?.[1].permit ?? false;
}

/** The entries by their sequence number, in order. */
export function entriesOf(block: Block): readonly (readonly [number, AccessEntry])[] {
  return [...block.settings]
    .flatMap(([sequence, text]) => {
      const [, verb, address = '', wildcard = ''] = /^(permit|deny) (\S+) (\S+)$/.exec(text) ?? [];
      return verb === undefined
        ? []
        : [[Number(sequence), { permit: verb === 'permit', address, wildcard }] as const];
    })
    .sort(([left], [right]) => left - right);
}

/** Adds an entry, at the end where no sequence number is given; one that is there already is not added. */
export function addEntry(block: Block, entry: AccessEntry, sequence?: number): void {
  const entries = entriesOf(block);
  if (entries.some(([, other]) => textOf(other) === textOf(entry))) return;
  const last = entries.at(-1)?.[0] ?? 0;
  block.settings.set(String(sequence ?? last - (last % step) + step), textOf(entry));
}

export function removeEntry(block: Block, entry: AccessEntry): void {
  for (const [sequence, text] of [...block.settings]) {
    if (text === textOf(entry)) block.settings.delete(sequence);
  }
}

/** As running-config and the one who types say it. */
export function shownEntry({ permit, address, wildcard }: AccessEntry): string {
  const whom =
    wildcard === '255.255.255.255' ? 'any' : wildcard === '0.0.0.0' ? address : `${address} ${wildcard}`;
  return `${permit ? 'permit' : 'deny'} ${whom}`;
}

const step = 10;
const textOf = ({ permit, address, wildcard }: AccessEntry) =>
  `${permit ? 'permit' : 'deny'} ${address} ${wildcard}`;

function covers({ address, wildcard }: AccessEntry, candidate: string): boolean {
  const cared = ~bits(wildcard);
  return (bits(address) & cared) === (bits(candidate) & cared);
}

const bits = (address: string) =>
  address.split('.').reduce((number, part) => ((number << 8) | Number(part)) >>> 0, 0);
