import type { CommandContext } from '../command-line/context.ts';
import {
  type Action,
  address,
  type Args,
  keyword,
  line,
  type Node,
  number,
  word,
  wordWhere,
} from '../command-line/grammar.ts';
import {
  type AccessEntry,
  addEntry,
  entriesOf,
  namedList,
  numberedList,
  removeEntry,
  shownEntry,
} from './access-lists.ts';
import { blockOf } from './blocks.ts';
import type { Block } from './configuration.ts';
import { keep } from './keep.ts';

const standardNumber = (token: string) =>
  /^\d{1,4}$/.test(token) && ((+token >= 1 && +token <= 99) || (+token >= 1300 && +token <= 1999));

/** Whom an entry is about: `any`, `host A.B.C.D`, `A.B.C.D [wildcard]`. */
function whom(verb: 'permit' | 'deny', help: string, apply: (entry: AccessEntry) => Action): Node {
  const permit = verb === 'permit';
  const action = (entryOf: (args: Args) => Pick<AccessEntry, 'address' | 'wildcard'>): Action => ({
    run: (context, args) => apply({ permit, ...entryOf(args) }).run?.(context, args),
    no: (context, args) => apply({ permit, ...entryOf(args) }).no?.(context, args),
  });
  const host = action(({ address: of = '' }) => ({ address: of, wildcard: '0.0.0.0' }));
  return keyword(
    verb,
    help,
    keyword(
      'any',
      'Any source host',
      action(() => ({ address: '0.0.0.0', wildcard: '255.255.255.255' })),
    ),
    keyword('host', 'A single host address', address('address', 'Host address', host)),
    address(
      'address',
      'Address to match',
      host,
      address(
        'wildcard',
        'Wildcard bits',
        action(({ address: of = '', wildcard = '' }) => ({ address: of, wildcard })),
      ),
    ),
  );
}

const verbs = (apply: (entry: AccessEntry) => Action): readonly Node[] => [
  whom('deny', 'Specify packets to reject', apply),
  whom('permit', 'Specify packets to forward', apply),
];

/** `access-list N …` and `ip access-list standard …`. */
export const accessListCommands: readonly Node[] = [
  keyword(
    'access-list',
    'Add an access list entry',
    wordWhere(
      'list',
      '<1-99>',
      standardNumber,
      'IP standard access list',
      {
        no: ({ configuration }, { list = '' }) => configuration.blocks.delete(numberedList(list)),
        show: {
          section: 'access',
          lines: ({ configuration }) =>
            [...configuration.blocks]
              .filter(([name]) => name.startsWith('access-list '))
              .flatMap(([name, block]) =>
                entriesOf(block).map(([, entry]) => `${name} ${shownEntry(entry)}`),
              ),
        },
      },
      ...verbs((entry) => ({
        run: ({ configuration }, { list = '' }) =>
          addEntry(blockOf(configuration, numberedList(list)), entry),
        // As on a real switch: `no access-list 10 permit …` removes the whole list.
        no: ({ configuration }, { list = '' }) => configuration.blocks.delete(numberedList(list)),
      })),
      keyword(
        'remark',
        'Access list entry comment',
        line('text', 'Comment up to 100 characters', { run: () => undefined }),
      ),
    ),
  ),
  keyword(
    'ip',
    'Global IP configuration subcommands',
    keyword(
      'access-list',
      'Named access-list',
      keyword(
        'standard',
        'Standard Access List',
        word('list', 'Access-list name', {
          run: ({ configuration, enter }, { list = '' }) =>
            enter('config-std-nacl', [blockOf(configuration, blockNameOf(list))]),
          no: ({ configuration }, { list = '' }) => configuration.blocks.delete(blockNameOf(list)),
          show: {
            section: 'access',
            lines: ({ configuration }) =>
              [...configuration.blocks]
                .filter(([name]) => name.startsWith('ip access-list standard '))
                .flatMap(([name, block]) => [
                  name,
                  ...entriesOf(block).map(([, entry]) => ` ${shownEntry(entry)}`),
                ]),
          },
        }),
      ),
    ),
  ),
];

const blockNameOf = (list: string) => (standardNumber(list) ? numberedList(list) : namedList(list));

/** What a named list knows. */
export const standardListModeCommands: readonly Node[] = [
  number(
    'sequence',
    1,
    2_147_483_647,
    'Sequence Number',
    {
      no: ({ blocks }, { sequence = '' }) => blocks.forEach(({ settings }) => settings.delete(sequence)),
    },
    ...verbs(inList),
  ),
  ...verbs(inList),
  keyword('remark', 'Access list entry comment', line('text', 'Comment', keep('remark', { each: true }))),
];

function inList(entry: AccessEntry): Action {
  const each =
    (change: (block: Block, sequence: number | undefined) => void): Action['run'] =>
    ({ blocks }: CommandContext, { sequence }) =>
      blocks.forEach((block) => change(block, sequence === undefined ? undefined : Number(sequence)));
  return {
    run: (context, args) => each((block, sequence) => addEntry(block, entry, sequence))?.(context, args),
    no: (context, args) => each((block) => removeEntry(block, entry))?.(context, args),
  };
}
