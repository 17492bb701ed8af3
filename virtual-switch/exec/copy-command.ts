import type { CommandContext } from '../command-line/context.ts';
import { CommandError } from '../command-line/errors.ts';
import { type Args, keyword, type Node, type Part, word } from '../command-line/grammar.ts';
import { FileError } from '../files/file-system.ts';
import { type FilePath, shownPath } from '../files/paths.ts';
import { copyFromScp } from '../scp/copy-from-scp.ts';
import { copyToScp } from '../scp/copy-to-scp.ts';
import { askDestination, defaultName, mayOverwrite, noteCopied, orSay, places } from './copy-ends.ts';
import { filePlace, typedPlace } from './file-words.ts';
import { save } from './save-commands.ts';

const sources: Readonly<Record<string, string>> = {
  'running-config': 'Copy from current system configuration',
  'startup-config': 'Copy from startup configuration',
  'scp:': 'Copy from scp: file system',
};
const destinations: Readonly<Record<string, string>> = {
  'running-config': 'Update (merge with) current system configuration',
  'startup-config': 'Copy to startup configuration',
  'scp:': 'Copy to scp: file system',
};

/** `copy FROM TO`. */
export const copyCommand: Node = keyword(
  'copy',
  'Copy from one file to another',
  ...ends('from', sources, 'Copy from', ...ends('to', destinations, 'Copy to', ...vrf())),
);

function ends(
  name: string,
  words: Readonly<Record<string, string>>,
  help: string,
  ...parts: Part[]
): readonly Node[] {
  const known = Object.entries(words).map(([text, each]) => ({ ...keyword(text, each, ...parts), name }));
  return [...known, ...filePlace(name, `${help} this file`, ...parts)];
}

/** Behind a destination. The servers of the copy are then reached by the table of that VRF. */
function vrf(): Part[] {
  const run = { run: copy };
  return [run, keyword('vrf', 'Specify a vrf name', word('vrf', 'vrf name', run))];
}

async function copy(context: CommandContext, { from = '', to = '', vrf: table }: Args): Promise<void> {
  const isRemote = (text: string): boolean => /^scp:/i.test(text);
  if (isRemote(from) && isRemote(to)) {
    throw new CommandError('%Error: copying between two remote file systems is not supported\n');
  }
  if (isRemote(from)) return copyFromScp(context, from, reached(context, destinationOf(context, to)), table);
  const source = await namedSource(context, places[from] ?? typedPlace(context, from));
  if (isRemote(to)) return copyToScp(context, reached(context, source), to, table);
  await copyHere(context, reached(context, source), reached(context, destinationOf(context, to)));
}

function reached({ device }: CommandContext, place: FilePath): FilePath {
  if (device.seams.copyReaches(place)) return place;
  throw new CommandError(`%Error opening ${shownPath(place)} (No such device)\n`);
}

const destinationOf = (context: CommandContext, text: string): FilePath =>
  places[text] ?? typedPlace(context, text);

/** `copy flash: …` asks which file. */
async function namedSource(context: CommandContext, source: FilePath): Promise<FilePath> {
  const { device, io } = context;
  if (device.files.find(source)?.directory !== true) return source;
  const typed = (await io.ask('Source filename []? ')).trim();
  if (typed === '') throw new CommandError('');
  return device.files.place(typed, source) ?? source;
}

async function copyHere(context: CommandContext, source: FilePath, asked: FilePath): Promise<void> {
  const { device, io } = context;
  const destination = await askDestination(context, asked, defaultName(context, source));
  if (shownPath(source) === 'system:/running-config' && shownPath(destination) === 'nvram:/startup-config') {
    return save(context);
  }
  const content = orSay(source, 'opening', () => device.files.read(source));
  if (!(await mayOverwrite(context, destination))) return;
  const startedAt = device.clock.now();
  const writer = orSay(destination, 'opening', () => device.files.write(destination));
  const megabyte = 1024 * 1024;
  const aloud = source.system !== 'system' && destination.system === 'flash';
  if (aloud) io.print('Copy in progress...');
  let marks = 0;
  let copied = 0;
  try {
    for (const chunk of content.chunks()) {
      const kept = device.seams.copiedBytes(Buffer.from(chunk), { at: copied, size: content.size });
      writer.write(kept);
      copied += chunk.length;
      if (aloud && marks * megabyte < copied) {
        marks += 1;
        io.print('C');
      }
    }
    if (aloud) io.print('\n');
    await writer.keep();
  } catch (error) {
    writer.discard();
    if (!(error instanceof FileError)) throw error;
    throw new CommandError(`\n%Error writing ${shownPath(destination)} (${error.reason})\n`);
  }
  noteCopied(context, destination, { startedAt, bytes: content.size, from: 'memory' });
}
