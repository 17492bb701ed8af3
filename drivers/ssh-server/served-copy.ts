import { readFileRecord, type ScpFact } from '../../bench/scp-reading.ts';
import type { ServedCopy } from '../../bench/ssh-server-shell.ts';
import { type Dialogue, sendFile, takeFile } from '../scp/rcp-dialogue.ts';
import { type RcpChannel, RcpWire, WireEnded } from '../scp/rcp-wire.ts';

/** The files of the bench's SSH server, by the path that they are asked for by. */
export type ServedFiles = Map<string, Buffer>;

/** What a client of SCP asks a server to do; undefined where the command is another. */
export function copyAskedFor(command: string): Pick<ServedCopy, 'direction' | 'path'> | undefined {
  const [, way, path] = /^scp(?: -[a-eg-su-z0-9]+)* -([tf])(?: -[a-z0-9]+)* (.+)$/.exec(command) ?? [];
  if (path === undefined) return undefined;
  return { direction: way === 't' ? 'to-us' : 'from-us', path };
}

export interface CopyingOptions {
  readonly channel: RcpChannel;
  readonly files: ServedFiles;
  readonly guarded: (work: () => void) => void;
}

/** Speaks the server's part in the dialogue of rcp; settles with what came of it. */
export async function serveCopy(
  asked: Pick<ServedCopy, 'direction' | 'path'>,
  { channel, files, guarded }: CopyingOptions,
): Promise<ServedCopy> {
  const facts: ScpFact[] = [];
  const kept: Buffer[] = [];
  const wire = new RcpWire(channel, {
    activity: () => undefined,
    // Who waits for the device is the suite, with its own deadline.
    patiently: (work) => work,
    guarded,
    received: () => undefined,
    sending: () => undefined,
  });
  const dialogue: Dialogue = {
    wire,
    write: (fact) => facts.push(fact),
    wait: () => Promise.resolve(),
    reset: () => undefined,
    keep: (chunk) => kept.push(chunk),
  };
  const { direction, path } = asked;
  try {
    if (direction === 'to-us') await takeFile({ path }, dialogue);
    else {
      const file = files.get(path);
      if (file === undefined)
        await wire.write(Buffer.from(`\x01scp: ${path}: No such file or directory\n`), '');
      else await sendFile({ path, content: { text: file.toString('latin1') } }, dialogue);
    }
  } catch (error) {
    if (!(error instanceof WireEnded)) throw error;
  }
  const copy = { ...asked, ...readCopy(direction, facts) };
  if (direction === 'to-us' && copy.whole) files.set(path, Buffer.concat(kept));
  return copy;
}

/** Whole where the device said so at the end, or took all and said yes. */
function readCopy(
  direction: ServedCopy['direction'],
  facts: readonly ScpFact[],
): Omit<ServedCopy, 'direction' | 'path'> {
  const heard = facts.flatMap((fact) => (fact.fact === 'scp-message' && fact.by === 'device' ? [fact] : []));
  const data = facts.find((fact) => fact.fact === 'scp-data');
  const record = heard.find(({ kind }) => kind === 'record');
  const size = record === undefined ? undefined : readFileRecord(record.text)?.size;
  const agrees = heard.at(-1)?.kind === 'ok';
  const whole =
    agrees &&
    data !== undefined &&
    (direction === 'to-us' ? data.bytes === size : heard.filter(({ kind }) => kind === 'ok').length === 3);
  return {
    whole,
    bytes: data?.bytes ?? 0,
    ...(data === undefined ? {} : { sha256: data.sha256, md5: data.md5 }),
  };
}
