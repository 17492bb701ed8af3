import type { CommandContext } from '../command-line/context.ts';
import { CommandError } from '../command-line/errors.ts';
import { type Action, keyword, line, type Node, word, wordLike } from '../command-line/grammar.ts';
import type { ModeName } from '../command-line/modes.ts';
import { blockOf } from '../configuration/blocks.ts';
import { type Block, emptyBlock, hostnameOf } from '../configuration/configuration.ts';
import { chainName, forgetKeys, keyLinesOf, keysIn, userBlocks } from './pubkey-chain.ts';

/** Where the lines of a key wait for its end; never shown. */
const pending = 'key-string';

/** unrecorded, both wordings: no device was seen at its limit. */
const noRoomForUser = '%SSH: Public keys can be stored for 10 users only\n';
const noRoomForKey = '%SSH: A user can have 2 public keys only\n';

/**
 * `ip ssh pubkey-chain` and its modes: keys of users and of servers, kept as their MD5 hash as a 3850 shows
 * them (show-running-config-section-ssh--rikosintie--1). Those of servers are what the switch's client goes by.
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
        ...[...chain.blocks].flatMap(([name, block]) => [
          `  ${name}`,
          ...keyLinesOf(block).map((text) => `   ${text}`),
        ]),
      ];
    },
  },
});

/** `username …` and `server …`. */
export const pubkeyChainCommands: readonly Node[] = [
  owner('username', 'SSH server authentication: user', 'conf-ssh-pubkey-user', 'SSH username', makeRoom),
  owner('server', 'SSH client: server', 'conf-ssh-pubkey-server', 'SSH server name or address'),
];

function owner(
  kind: string,
  help: string,
  mode: ModeName,
  nameHelp: string,
  before?: (context: CommandContext, name: string) => void,
): Node {
  const first = (blocks: readonly Block[]) => blocks[0] ?? emptyBlock();
  const action: Action = {
    run: (context, { name = '' }) => {
      before?.(context, name);
      context.enter(mode, [blockOf(first(context.blocks), `${kind} ${name}`)]);
    },
    no: ({ blocks }, { name = '' }) => first(blocks).blocks.delete(`${kind} ${name}`),
  };
  return keyword(kind, help, word('name', nameHelp, action));
}

function makeRoom({ configuration, device }: CommandContext, name: string): void {
  const users = [...userBlocks(configuration).keys()];
  if (users.includes(name)) return;
  const kept = device.seams.pubkeyUsersWith(users, name);
  if (kept === undefined) throw new CommandError(noRoomForUser);
  for (const gone of users.filter((user) => !kept.includes(user))) {
    configuration.blocks.get(chainName)?.blocks.delete(`username ${gone}`);
  }
}

/** What is said of a user's or a server's key; `types` are those of the key types that are taken. */
export const pubkeyCommands = (types: readonly string[]): readonly Node[] => [
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
    ...types.map((type) => {
      const action: Action = {
        run: (context, { hash = '', comment }) => remember(context, type, hash.toUpperCase(), comment),
        no: ({ blocks }, { hash = '' }) => {
          for (const block of blocks) forgetKeys(block, `${type} ${hash.toUpperCase()}`);
        },
      };
      return keyword(
        type,
        `Key type is ${type}`,
        wordLike('hash', 'WORD', /^[0-9A-Fa-f]{32}$/, 'Key hash', action, line('comment', 'Comment', action)),
      );
    }),
  ),
];

/** The lines of a key: whatever it is, a line is data unless it is the word that ends them. */
export const pubkeyDataCommands: readonly Node[] = [
  {
    ...line('data', 'Public key in OpenSSH form or as base64', { run: takeLine, no: takeLine }),
    hidden: true,
  },
];

function takeLine(context: CommandContext, { data = '' }: Readonly<Record<string, string>>): void {
  const typed = context.parsed.negated ? `no ${data}` : data;
  const end = context.device.seams.keyStringEnd(typed);
  if (end === undefined) {
    for (const { settings } of context.blocks) {
      const before = settings.get(pending);
      settings.set(pending, before === undefined ? typed : `${before}\n${typed}`);
    }
    return;
  }
  if (end === 'exit') context.leave();
  else if (context.session) context.session.endConfiguration();
  else context.end();
  endKeyString(context);
}

function endKeyString(context: CommandContext): void {
  const { blocks, configuration, device } = context;
  const typed = blocks[0]?.settings.get(pending);
  for (const { settings } of blocks) settings.delete(pending);
  if (typed === undefined) return;
  const key = device.seams.readKeyString(device.seams.keyStringText(typed.split('\n')));
  // ip-ssh-pubkey-chain-error--several-pages--1
  if (key === undefined || !device.seams.userKeyTypes().includes(key.type)) {
    throw new CommandError('%SSH: Failed to decode the Key Value\n');
  }
  const hash = device.seams.keyHash(key.blob, hostnameOf(configuration));
  remember(context, key.type, hash, key.comment);
}

function remember({ blocks, device }: CommandContext, type: string, hash: string, comment?: string): void {
  const key = `${type} ${hash}`;
  const text = `key-hash ${key}${comment === undefined || comment === '' ? '' : ` ${comment}`}`;
  for (const block of blocks) {
    const keys = keysIn(block);
    const kept = keys.includes(key) ? keys : device.seams.keysWith(keys, key);
    if (kept === undefined) throw new CommandError(noRoomForKey);
    for (const gone of keys.filter((other) => !kept.includes(other))) forgetKeys(block, gone);
    if (kept.includes(key)) block.settings.set(key, text);
  }
}

function forget({ blocks }: CommandContext): void {
  for (const block of blocks) {
    block.settings.delete(pending);
    forgetKeys(block);
  }
}
