import type { ShownConfigLine } from './show-running-config.ts';

type Keys = ReadonlyMap<string, readonly string[]>;

/** The users under `ip ssh pubkey-chain` with their keys, each `ssh-rsa 5D24…`; comments are left out. */
export function pubkeyUsersOf(lines: readonly ShownConfigLine[]): Keys {
  return keysUnder(lines, /^username (\S+)$/);
}

/** The servers under `ip ssh pubkey-chain` with their keys, likewise. */
export function pubkeyServersOf(lines: readonly ShownConfigLine[]): Keys {
  return keysUnder(lines, /^server (\S+)$/);
}

function keysUnder(lines: readonly ShownConfigLine[], opening: RegExp): Keys {
  const nameIn = (text: string): string | undefined => opening.exec(text)?.[1];
  const found = new Map<string, string[]>();
  for (const { parents, text } of lines) {
    if (!parents.includes('ip ssh pubkey-chain')) continue;
    const name = nameIn(text) ?? parents.map(nameIn).find((each) => each !== undefined);
    if (name === undefined) continue;
    const keys = found.get(name) ?? [];
    found.set(name, keys);
    const [, type, hash] = /^key-hash (\S+) (\S+)/.exec(text) ?? [];
    if (type !== undefined && hash !== undefined) keys.push(`${type} ${hash.toUpperCase()}`);
  }
  return found;
}
