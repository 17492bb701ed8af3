import type { CommandContext } from '../command-line/context.ts';
import { defaultName, noteCopied, orSay } from '../exec/copy-ends.ts';
import type { FileContent } from '../files/content.ts';
import type { FilePath } from '../files/paths.ts';
import type { RcpAnswer } from './rcp.ts';
import {
  brokenOff,
  CopyTrouble,
  orSayOf,
  reasonOf,
  type RemoteProgram,
  withRemoteScp,
} from './remote-copy.ts';
import { askTarget } from './remote-file.ts';

/** `copy FILE scp:`: we send, the other host writes. */
export async function copyToScp(
  context: CommandContext,
  source: FilePath,
  url: string,
  table: string | undefined,
): Promise<void> {
  const { device, io } = context;
  const remote = await askTarget(context, url, defaultName(context, source));
  const content = orSay(source, 'opening', () => device.files.read(source));
  const name = remote.path.split('/').at(-1) ?? '';
  const startedAt = device.clock.now();
  io.print(`Writing ${name} \n`);
  await orSayOf(remote, 'writing', () =>
    withRemoteScp(context, { remote, flag: '-t', table }, (program) => give(program, content, name)),
  );
  io.print('\n');
  noteCopied(context, undefined, { startedAt, bytes: content.size, from: '' });
}

async function give({ peer, mark, done }: RemoteProgram, content: FileContent, name: string): Promise<void> {
  mustBeTaken(await peer.answer());
  await peer.record(`C0644 ${content.size} ${name}`);
  mustBeTaken(await peer.answer());
  let at = 0;
  for (const chunk of content.chunks()) {
    await peer.send(chunk);
    at += chunk.length;
    mark(at);
  }
  await peer.sentAll(content.size);
  mustBeTaken(await peer.answer());
  done();
  // Whether the far end has it is known when it has nothing more to say.
  const last = await peer.nextRecord();
  if (last !== undefined && 'refused' in last) throw new CopyTrouble(reasonOf(last.refused));
}

function mustBeTaken(answer: RcpAnswer): void {
  if (answer === 'lost') brokenOff();
  if (typeof answer === 'object') throw new CopyTrouble(reasonOf(answer.refused));
}
