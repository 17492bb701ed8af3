import { createHash } from 'node:crypto';
import type { Node } from '../command-line/grammar.ts';
import { type PresentedKey, readTypedKey, signatureHolds, type TypedKey } from './public-key.ts';

/** The keys of `ip ssh pubkey-chain`: each user's as `ssh-rsa 5D24…`, type and hash. */
export type PubkeyChain = ReadonlyMap<string, readonly string[]>;

/** The rules of RSA user authentication that a known departure may replace. */
export interface PubkeySeams {
  /** The words of `ip ssh pubkey-chain`. */
  pubkeyChainTree(nodes: readonly Node[]): readonly Node[];
  /** The users of the chain when one more is named; undefined where there is no room for him. */
  pubkeyUsersWith(users: readonly string[], added: string): readonly string[] | undefined;
  /** The keys of a user when one more is given; undefined where there is no room for it. */
  keysWith(keys: readonly string[], added: string): readonly string[] | undefined;
  /** Types of keys that can be configured. */
  userKeyTypes(): readonly string[];
  serverKeyTypes(): readonly string[];
  /** One text from the lines that were typed after `key-string`. */
  keyStringText(lines: readonly string[]): string;
  readKeyString(text: string): TypedKey | undefined;
  /** Which word a line after `key-string` is, and undefined where it is data. */
  keyStringEnd(line: string): 'exit' | 'end' | undefined;
  /** The hash that a key is kept by, of its blob. */
  keyHash(blob: Uint8Array, hostname: string): string;

  keysOf(username: string, chain: PubkeyChain): readonly string[];
  /** Whether a key of that type and hash is one of those. */
  isAmong(keys: readonly string[], presented: string): boolean;
  /** Whether a client that asks is told that its key would do (SSH_MSG_USERAUTH_PK_OK). */
  answersKeyQuery(known: boolean): boolean;
  /** Whether a key that is known lets its owner in, by the signature that came with it. */
  acceptsSignature(key: PresentedKey): boolean;
  /** What `write memory` writes of running-config. */
  savedConfiguration(text: string): string;
}

/** Limits of guide page 22; MD5 after show-running-config-section-ssh--rikosintie--1. */
export function standardPubkeySeams(): PubkeySeams {
  return {
    pubkeyChainTree: (nodes) => nodes,
    pubkeyUsersWith: (users, added) => (users.length < 10 ? [...users, added] : undefined),
    keysWith: (keys, added) => (keys.length < 2 ? [...keys, added] : undefined),
    userKeyTypes: () => ['ssh-rsa'],
    serverKeyTypes: () => ['ssh-rsa'],
    keyStringText: (lines) => lines.join(''),
    readKeyString: readTypedKey,
    keyStringEnd: (line) => (line === 'exit' || line === 'end' ? line : undefined),
    keyHash: (blob) => createHash('md5').update(blob).digest('hex').toUpperCase(),
    keysOf: (username, chain) => chain.get(username) ?? [],
    isAmong: (keys, presented) => keys.includes(presented),
    answersKeyQuery: (known) => known,
    acceptsSignature: signatureHolds,
    savedConfiguration: (text) => text,
  };
}
