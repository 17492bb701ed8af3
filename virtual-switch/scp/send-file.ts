import type { FileContent } from '../files/content.ts';
import { FileError } from '../files/file-system.ts';
import { lastName } from '../files/paths.ts';
import { placeOf } from './place.ts';
import type { RcpPeer } from './rcp.ts';
import type { ScpLogin } from './server.ts';

/** `scp -f`: one file goes to the client; gives whether all was well. */
export async function sendFile({ device }: ScpLogin, peer: RcpPeer, path: string): Promise<boolean> {
  const { files, seams } = device;
  if ((await peer.answer()) !== 'taken') return false;
  const place = placeOf(files, path);
  let content: FileContent;
  try {
    if (place === undefined) throw new FileError('No such device');
    content = files.read(place);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    // Its form is that of rcp; what IOS says of it was recorded nowhere.
    await peer.refuse(`${path}: ${error.reason}`);
    return false;
  }
  const { mode, size, name } = seams.scpHeader({ mode: '0644', size: content.size, name: lastName(place) });
  await peer.record(`C${mode} ${size} ${name}`);
  if ((await peer.answer()) !== 'taken') return false;
  let at = 0;
  for (const chunk of content.chunks()) {
    await peer.send(seams.scpSent(Buffer.from(chunk), { at, size: content.size }));
    at += chunk.length;
  }
  await peer.sentAll(content.size);
  return (await peer.answer()) === 'taken';
}
