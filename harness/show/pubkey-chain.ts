import type { ShownConfigLine } from './show-running-config.ts';

/** The users under `ip ssh pubkey-chain` with their keys, each `ssh-rsa 5D24…`; comments are left out. */
export function pubkeyUsersOf(lines: readonly ShownConfigLine[]): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const { parents, text } of lines) {
    if (!parents.includes('ip ssh pubkey-chain')) continue;
    const user = userIn(text) ?? parents.map(userIn).find((name) => name !== undefined);
    if (user === undefined) continue;
    const keys = users.get(user) ?? [];
    users.set(user, keys);
    const [, type, hash] = /^key-hash (\S+) (\S+)/.exec(text) ?? [];
    if (type !== undefined && hash !== undefined) keys.push(`${type} ${hash.toUpperCase()}`);
  }
  return users;
}

function userIn(text: string): string | undefined {
  return /^username (\S+)$/.exec(text)?.[1];
}
