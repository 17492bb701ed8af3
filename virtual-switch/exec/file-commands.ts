import type { CommandContext } from '../command-line/context.ts';
import { CommandError } from '../command-line/errors.ts';
import { type Args, keyword, type Node, word } from '../command-line/grammar.ts';
import { bytesOf, md5Of } from '../files/content.ts';
import { FileError } from '../files/file-system.ts';
import { directoryListing, fileSystemTable, flashTable, matching } from '../files/listing.ts';
import { type FilePath, inside, shownPath } from '../files/paths.ts';
import { filePlace, hereOf, typedPlace } from './file-words.ts';
import { ownSession } from './own-session.ts';
import { confirmed } from './single-key.ts';

/** `dir`, `delete` and the other commands for what is in the file systems, but for `copy`. */
export const fileCommands: readonly Node[] = [
  keyword(
    'dir',
    'List files on a filesystem',
    { run: list },
    ...listOptions(),
    keyword('all-filesystems', 'List files on all filesystems', { run: listAll }),
    ...filePlace('path', 'Directory or file name', { run: list }),
  ),
  keyword(
    'delete',
    'Delete a file',
    ...options(['/force', 'Force delete'], ['/recursive', 'Recursive delete'], () =>
      filePlace('path', 'File to be deleted', { run: remove }),
    ),
    ...filePlace('path', 'File to be deleted', { run: remove }),
  ),
  keyword('mkdir', 'Create new directory', ...filePlace('path', 'Directory name', { run: makeDirectory })),
  keyword(
    'rmdir',
    'Remove existing directory',
    ...filePlace('path', 'Directory name', { run: removeDirectory }),
  ),
  keyword(
    'rename',
    'Rename a file',
    word('from', 'File to be renamed', word('to', 'New name', { run: rename })),
  ),
  keyword('pwd', 'Display current working directory', { run: (context) => whereAmI(context) }),
  keyword(
    'cd',
    'Change current directory',
    { run: changeDirectory },
    ...filePlace('path', 'Directory name', { run: changeDirectory }),
  ),
  keyword('more', 'Display the contents of a file', ...filePlace('path', 'File to display', { run: more })),
  keyword(
    'verify',
    'Verify a file',
    keyword(
      '/md5',
      'Compute an md5 signature for a file',
      ...filePlace(
        'path',
        'File to be verified',
        { run: verify },
        word('expected', 'Required md5 value', { run: verify }),
      ),
    ),
  ),
  keyword(
    'show',
    'Show running system information',
    keyword(
      'file',
      'Show filesystem information',
      keyword('systems', 'List filesystems', {
        run: (context) => fileSystemTable(context.device, hereOf(context)),
      }),
    ),
    keyword('flash:', 'display information about flash: file system', {
      run: ({ device }) => flashTable(device),
    }),
    keyword('crashinfo:', 'display information about crashinfo: file system', {
      run: ({ device }) => flashTable(device, 'crashinfo'),
    }),
  ),
];

/** Two options in either order, each at most once. */
function options(
  [first, firstHelp]: readonly [string, string],
  [second, secondHelp]: readonly [string, string],
  behind: () => readonly Node[],
): readonly Node[] {
  const named = (text: string, help: string, ...parts: readonly Node[]): Node => ({
    ...keyword(text, help, ...parts),
    name: text,
  });
  return [
    named(first, firstHelp, named(second, secondHelp, ...behind()), ...behind()),
    named(second, secondHelp, named(first, firstHelp, ...behind()), ...behind()),
  ];
}

function listOptions(): readonly Node[] {
  const run = { run: list };
  const named = (text: string, help: string): Node => ({
    ...keyword(text, help, run, ...filePlace('path', 'Directory or file name', run)),
    name: text,
  });
  return [named('/all', 'List all files'), named('/recursive', 'List files recursively')];
}

/** Does what a command says, and tells in the device's way what cannot be done. */
async function orSay<T>(doing: string, path: FilePath, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new CommandError(`%Error ${doing} ${shownPath(path)} (${error.reason})\n`);
  }
}

async function list(context: CommandContext, args: Args): Promise<string> {
  const path = args['path'] === undefined ? hereOf(context) : typedPlace(context, args['path']);
  const recursive = args['/recursive'] !== undefined;
  return orSay('opening', path, () => directoryListing(context.device, path, { recursive }));
}

function listAll({ device }: CommandContext): string {
  return device.files.all
    .flatMap(({ prefixes: [system], type }) =>
      system === undefined || type === 'network' || system === 'null'
        ? []
        : [directoryListing(device, { system, names: [] })],
    )
    .join('\n');
}

async function remove(context: CommandContext, args: Args): Promise<void> {
  const { device, io } = context;
  const force = args['/force'] !== undefined;
  const recursive = args['/recursive'] !== undefined;
  let path = typedPlace(context, args['path'] ?? '');
  if (!force) path = await named(context, `Delete filename [${inside(path)}]? `, path);
  const found = matching(device.files, path);
  const doomed = found.length === 0 ? [path] : found.map(({ name }) => besides(path, name));
  for (const each of doomed) {
    if (!force && !(await confirmed(context, `Delete ${shownPath(each)}? `))) continue;
    try {
      await orSay('deleting', each, () => removeOne(context, each, recursive));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      io.print(error.message);
    }
  }
}

function removeOne(context: CommandContext, path: FilePath, recursive: boolean): void {
  const { files } = context.device;
  const entry = files.find(path);
  if (entry?.directory === true && recursive) {
    for (const { name } of files.list(path))
      removeOne(context, { ...path, names: [...path.names, name] }, true);
  }
  if (entry?.directory === true && path.names.length === 0) return;
  files.remove(path);
}

const besides = (path: FilePath, name: string): FilePath => ({
  ...path,
  names: [...path.names.slice(0, -1), name],
});

/** Another name in the same file system, where one is typed as the answer. */
async function named({ device, io }: CommandContext, question: string, path: FilePath): Promise<FilePath> {
  const typed = (await io.ask(question)).trim();
  if (typed === '') return path;
  return device.files.place(typed, { system: path.system, names: [] }) ?? path;
}

async function makeDirectory(context: CommandContext, { path: typed = '' }: Args): Promise<void> {
  const asked = typedPlace(context, typed);
  const path = await named(context, `Create directory filename [${inside(asked)}]? `, asked);
  await orSay('Creating dir', path, () => context.device.files.makeDirectory(path));
  context.io.print(`Created dir ${shownPath(path)}\n`);
}

async function removeDirectory(context: CommandContext, { path: typed = '' }: Args): Promise<void> {
  const asked = typedPlace(context, typed);
  const path = await named(context, `Remove directory filename [${inside(asked)}]? `, asked);
  if (!(await confirmed(context, `Delete ${shownPath(path)}? `))) return;
  await orSay('Removing dir', path, () => context.device.files.removeDirectory(path));
  context.io.print(`Removed dir ${shownPath(path)}\n`);
}

async function rename(
  context: CommandContext,
  { from: typedFrom = '', to: typedTo = '' }: Args,
): Promise<void> {
  const from = typedPlace(context, typedFrom);
  const asked = typedPlace(context, typedTo);
  const to = await named(context, `Destination filename [${inside(asked)}]? `, asked);
  await orSay('renaming', from, () => context.device.files.rename(from, to));
}

function whereAmI(context: CommandContext): string {
  const here = hereOf(context);
  return here.names.length === 0 ? `${here.system}:\n` : `${shownPath(here)}/\n`;
}

async function changeDirectory(context: CommandContext, { path: typed }: Args): Promise<void> {
  const session = ownSession(context);
  const path = typedPlace(context, typed ?? 'flash:');
  await orSay('changing dir', path, () => {
    const entry = context.device.files.find(path);
    if (entry === undefined) throw new FileError('No such file or directory');
    if (!entry.directory) throw new FileError('Not a directory');
  });
  session.directory = path;
}

/** Bytes that are no text are shown as dots. */
async function more(context: CommandContext, { path: typed = '' }: Args): Promise<string> {
  const path = typedPlace(context, typed);
  const content = await orSay('opening', path, () => context.device.files.read(path));
  const most = 256 * 1024;
  if (content.size > most)
    throw new CommandError(`%Error opening ${shownPath(path)} (File too big to display)\n`);
  const text = bytesOf(content)
    .toString('latin1')
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\n\t\x20-\x7e\xa0-\xff]/g, '.');
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** A dot for so many bytes. */
const bytesPerDot = 512 * 1024;

async function verify(context: CommandContext, { path: typed = '', expected }: Args): Promise<string> {
  const path = typedPlace(context, typed);
  const content = await orSay('opening', path, () => context.device.files.read(path));
  const digest = md5Of(content);
  const dots = `${'.'.repeat(1 + Math.ceil(content.size / bytesPerDot))}Done!\n`;
  const name = `${path.system}:${inside(path) === '' ? '' : inside(path)}`;
  const shown = typed.includes(':') ? typed : name;
  if (expected === undefined) return `${dots}verify /md5 (${shown}) = ${digest}\n\n`;
  if (expected.toLowerCase() === digest) return `${dots}Verified (${shown}) = ${digest}\n\n`;
  return `${dots}%Error verifying ${shown}\nComputed signature  = ${digest}\nSubmitted signature = ${expected.toLowerCase()}\n\n`;
}
