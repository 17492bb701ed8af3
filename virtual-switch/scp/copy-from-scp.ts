import type { CommandContext } from '../command-line/context.ts';
import { CommandError } from '../command-line/errors.ts';
import { askDestination, mayOverwrite, noteCopied } from '../exec/copy-ends.ts';
import { FileError, type FileWriter } from '../files/file-system.ts';
import { type FilePath, shownPath } from '../files/paths.ts';
import { readHeader } from './rcp.ts';
import {
  brokenOff,
  CopyTrouble,
  orSayOf,
  reasonOf,
  type RemoteProgram,
  withRemoteScp,
} from './remote-copy.ts';
import { askSource, shownUrl } from './remote-file.ts';

/** `copy scp: FILE`: the other host sends, we write. */
export async function copyFromScp(
  context: CommandContext,
  url: string,
  to: FilePath,
  table: string | undefined,
): Promise<void> {
  const { device, io } = context;
  const remote = await askSource(context, url);
  const destination = await askDestination(context, to, remote.path.split('/').at(-1) ?? '');
  if (!(await mayOverwrite(context, destination))) return;
  const startedAt = device.clock.now();
  const bytes = await orSayOf(remote, 'opening', () =>
    withRemoteScp(context, { remote, flag: '-f', table }, (program) => take(context, program, destination)),
  );
  io.print('\n');
  noteCopied(context, destination, { startedAt, bytes, from: shownUrl(remote) });
}

/** Gives how many bytes it has. */
async function take(
  context: CommandContext,
  { peer, mark }: RemoteProgram,
  destination: FilePath,
): Promise<number> {
  const { device } = context;
  await peer.accept();
  const next = (await peer.nextRecord()) ?? brokenOff();
  if ('refused' in next) throw new CopyTrouble(reasonOf(next.refused));
  const { size } = readHeader(next.record) ?? brokenOff();
  const writer = opened(context, destination);
  let at = 0;
  try {
    await peer.accept();
    const whole = await peer.receive(size, (bytes) => {
      writer.write(device.seams.copiedBytes(bytes, { at, size }));
      at += bytes.length;
      mark(at);
    });
    const end = whole ? await peer.answer() : 'lost';
    if (end === 'lost') brokenOff();
    if (typeof end === 'object') throw new CopyTrouble(reasonOf(end.refused));
    await writer.keep();
  } catch (error) {
    writer.discard();
    if (!(error instanceof FileError)) throw error;
    throw new CommandError(`\n%Error writing ${shownPath(destination)} (${error.reason})\n`);
  }
  await peer.accept();
  return size;
}

function opened({ device }: CommandContext, destination: FilePath): FileWriter {
  try {
    return device.files.write(destination);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new CommandError(`\n%Error opening ${shownPath(destination)} (${error.reason})\n`);
  }
}
