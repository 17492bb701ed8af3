import { FileError, type FileWriter } from '../files/file-system.ts';
import { type FilePath, shownPath } from '../files/paths.ts';
import { placeOf } from './place.ts';
import { readHeader, type RcpHeader, type RcpPeer } from './rcp.ts';
import type { ScpLogin } from './server.ts';

/** What a client is told of a file that cannot be written; said by a real device of a directory. */
const writeFailed = 'write failed';

/** `scp -t`: files come until the client has no more; gives whether all was well. */
export async function receiveFile(login: ScpLogin, peer: RcpPeer, path: string): Promise<boolean> {
  let good = true;
  await peer.accept();
  for (;;) {
    const next = await peer.nextRecord();
    if (next === undefined) return good;
    if ('refused' in next) {
      good = false;
      continue;
    }
    const header = readHeader(next.record);
    if (header === undefined) {
      // Directories and times are not for this server; its words for that were recorded nowhere.
      await peer.refuse(/^[DET]/.test(next.record) ? 'only files can be copied' : 'protocol error');
      return false;
    }
    if (!(await receiveOne(login, peer, { header, path }))) good = false;
  }
}

async function receiveOne(
  login: ScpLogin,
  peer: RcpPeer,
  { header, path }: { readonly header: RcpHeader; readonly path: string },
): Promise<boolean> {
  const { device, line } = login;
  const { seams } = device;
  const opened = open(login, header, path);
  if (opened === undefined) {
    await peer.refuse(writeFailed);
    return false;
  }
  const { writer, place } = opened;
  await peer.accept();
  let at = 0;
  const writing = { failed: false };
  const whole = await peer.receive(header.size, (bytes) => {
    const stored = seams.scpStored(bytes, { at, size: header.size });
    at += bytes.length;
    if (writing.failed) return;
    try {
      writer.write(stored);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      writing.failed = true;
    }
  });
  const answer = whole ? await peer.answer() : 'lost';
  if (answer !== 'taken') {
    // Whoever is interrupted must not leave something behind that looks whole.
    writer.discard();
    return false;
  }
  if (writing.failed || !seams.scpKeepsUploads()) writer.discard();
  else await writer.keep();
  if (writing.failed) {
    await peer.refuse(writeFailed);
    return false;
  }
  if (shownPath(place) === 'system:/running-config') device.noteChange(line);
  if (seams.scpAnswersEnd()) await peer.accept();
  return true;
}

/** Where the file goes; undefined where it cannot. A directory takes it under its own name. */
function open(
  { device }: ScpLogin,
  { name, size }: RcpHeader,
  path: string,
): { readonly writer: FileWriter; readonly place: FilePath } | undefined {
  const { files } = device;
  const named = placeOf(files, path);
  if (named === undefined) return undefined;
  const isDirectory = files.find(named)?.directory === true;
  if (isDirectory && (name.includes('/') || name === '.' || name === '..')) return undefined;
  const place = isDirectory ? { ...named, names: [...named.names, name] } : named;
  try {
    const room = files.room(place);
    if (room !== undefined && size > room) return undefined;
    return { writer: files.write(place), place };
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
