import { createHash } from 'node:crypto';
import type { CommandContext } from '../command-line/context.ts';
import { CommandError } from '../command-line/errors.ts';
import { type Action, keyword, line, type Node, word, wordLike } from '../command-line/grammar.ts';
import type { ModeName } from '../command-line/modes.ts';
import { blockOf } from '../configuration/blocks.ts';
import type { Block } from '../configuration/configuration.ts';

const chainName = 'ip ssh pubkey-chain';
/** Where the lines of a key wait until `exit` ends them; never shown. */
const pending = 'key-string';

/**
 * `ip ssh pubkey-chain` and its modes: keys of users and of servers, kept as their MD5 hash as a 3850 shows
 * them (show-running-config-section-ssh--rikosintie--1). Kept only: nobody is let in by them yet.
 */
export const pubkeyChain: Node = keyword('pubkey-chain', 'pubkey-chain', {
  run: ({ configuration, enter }) => enter('conf-ssh-pubkey', [blockOf(configuration, chainName)]),
  no: ({ configuration }) => configuration.blocks.delete(chainName),
  show: {
    section: 'ip-ssh',
    lines: ({ configuration }) => {
      const chain = configuration.blocks.get(chainName);
      if (chain === undefined || chain.blocks.size === 0) return [];
      return [
        chainName,
        ...[...chain.blocks].flatMap(([name, { settings }]) => {
          const hash = settings.get('key-hash');
          return [`  ${name}`, ...(hash === undefined ? [] : [`   ${hash}`])];
        }),
      ];
    },
  },
});

/** `username …` and `server …`. */
export const pubkeyChainCommands: readonly Node[] = [
  owner('username', 'SSH server authentication: user', 'conf-ssh-pubkey-user', 'SSH username'),
  owner('server', 'SSH client: server', 'conf-ssh-pubkey-server', 'SSH server name or address'),
];

function owner(kind: string, help: string, mode: ModeName, nameHelp: string): Node {
  const first = (blocks: readonly Block[]) => blocks[0] ?? { settings: new Map(), blocks: new Map() };
  const action: Action = {
    run: ({ blocks, enter }, { name = '' }) => enter(mode, [blockOf(first(blocks), `${kind} ${name}`)]),
    no: ({ blocks }, { name = '' }) => first(blocks).blocks.delete(`${kind} ${name}`),
  };
  return keyword(kind, help, word('name', nameHelp, action));
}

/** What is said of a user's or a server's key. */
export const pubkeyCommands: readonly Node[] = [
  keyword('key-string', 'Set the key string', {
    run: ({ blocks, enter }) => {
      for (const { settings } of blocks) settings.delete(pending);
      enter('conf-ssh-pubkey-data', blocks);
    },
    no: forget,
  }),
  keyword(
    'key-hash',
    'Set the key hash',
    { no: forget },
    keyword(
      'ssh-rsa',
      'Key type is ssh-rsa',
      wordLike('hash', 'WORD', /^[0-9A-Fa-f]{32}$/, 'Key hash', {
        run: (context, { hash = '' }) => remember(context, hash.toUpperCase()),
      }),
    ),
  ),
];

/** The lines of a key, up to `exit`. */
export const pubkeyDataCommands: readonly Node[] = [
  {
    ...line('data', 'Public key in OpenSSH form or as base64', {
      run: ({ blocks }, { data = '' }) => {
        for (const { settings } of blocks) settings.set(pending, `${settings.get(pending) ?? ''}${data}`);
      },
    }),
    hidden: true,
  },
  keyword('exit', 'Exit from this mode', {
    run: (context) => {
      context.leave();
      const typed = context.blocks[0]?.settings.get(pending) ?? '';
      forget(context);
      if (typed !== '') remember(context, hashOf(typed));
    },
  }),
];

function remember({ blocks }: CommandContext, hash: string): void {
  for (const { settings } of blocks) settings.set('key-hash', `key-hash ssh-rsa ${hash}`);
}

function forget({ blocks }: CommandContext): void {
  for (const { settings } of blocks) {
    settings.delete(pending);
    settings.delete('key-hash');
  }
}

/** MD5 of the key blob, as `ssh-keygen -E md5 -l` gives it, without colons. */
function hashOf(typed: string): string {
  const base64 = /(?:^ssh-rsa\s*)?(AAAA[\w+/]+=*)/.exec(typed)?.[1] ?? '';
  const blob = Buffer.from(base64, 'base64');
  const type = blob.length > 11 ? blob.subarray(4, 4 + blob.readUInt32BE(0)).toString('latin1') : '';
  // ip-ssh-pubkey-chain-error--several-pages--1
  if (type !== 'ssh-rsa') throw new CommandError('%SSH: Failed to decode the Key Value\n');
  return createHash('md5').update(blob).digest('hex').toUpperCase();
}
