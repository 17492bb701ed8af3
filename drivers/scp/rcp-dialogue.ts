import { createHash } from 'node:crypto';
import type { ScpDownloadArgs, ScpMessage, ScpUploadArgs } from '../../bench/scp-client.ts';
import { contentOf } from '../../bench/scp-content.ts';
import { readFileRecord, type ScpFact } from '../../bench/scp-reading.ts';
import { type RcpWire, WireEnded } from './rcp-wire.ts';

/**
 * The dialogue of rcp as the clients of OpenSSH and PuTTY speak it. The one that sends announces a file by a record and ends its data by
 * a byte of zero; the other answers the beginning, each record and each file by one byte: 0 for yes, 1 and 2 for a complaint
 * whose text is the rest of the line.
 */
export interface Dialogue {
  readonly wire: RcpWire;
  readonly write: (fact: ScpFact) => void;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** The client dies. */
  readonly reset: () => void;
  /** Gets the data of a file that is taken. */
  readonly keep?: (chunk: Buffer) => void;
}

const kinds: Readonly<Record<number, ScpMessage['kind']>> = { 0: 'ok', 1: 'warning', 2: 'error' };
const ok = Buffer.of(0);
const piece = 32_768;

/** `left` where the client went away on purpose. */
export type Outcome = 'done' | 'left';

/** Sends one file. Throws WireEnded where the other side goes away in the middle. */
export async function sendFile(args: ScpUploadArgs, dialogue: Dialogue): Promise<Outcome> {
  const { wire, write } = dialogue;
  if ((await hear(dialogue, 'the answer to the exec request')) !== 'ok') return 'done';
  const bytes = contentOf(args.content);
  const { name = lastOf(args.path), announced = bytes.length, mode = '0644' } = args;
  const record = args.record ?? `C${mode} ${announced} ${name}`;
  write({ fact: 'scp-message', by: 'us', kind: 'record', text: record });
  await wire.write(Buffer.from(`${record}\n`, 'latin1'), 'the record to be taken');
  if ((await hear(dialogue, 'the answer to the record')) !== 'ok') return 'done';
  if (!(await sendData(bytes, args, dialogue))) return 'left';
  write({ fact: 'scp-message', by: 'us', kind: 'ok', text: '' });
  await wire.write(ok, 'the end of the data to be taken');
  await hear(dialogue, 'the answer to the data');
  return 'done';
}

/** False where the client went away on purpose. */
async function sendData(bytes: Buffer, args: ScpUploadArgs, dialogue: Dialogue): Promise<boolean> {
  const data = new DataLog();
  try {
    for (const part of partsOf(bytes.length, args)) {
      const chunk = bytes.subarray(part.from, part.to);
      await dialogue.wire.write(chunk, 'the data to be taken');
      data.add(chunk);
      if (!(await atBreak(part.to, args, dialogue))) return false;
    }
    return true;
  } finally {
    dialogue.write(data.fact());
  }
}

/** Takes one file. Throws WireEnded where the other side goes away in the middle. */
export async function takeFile(args: ScpDownloadArgs, dialogue: Dialogue): Promise<Outcome> {
  const { wire, write } = dialogue;
  await answer(dialogue);
  const first = await wire.byte('the record of the file');
  const kind = kinds[first];
  if (kind !== undefined) {
    write({ fact: 'scp-message', by: 'device', kind, text: await complaint(wire, kind) });
    return 'done';
  }
  const text = String.fromCharCode(first) + (await wire.line('the rest of the record'));
  const record = readFileRecord(text);
  write({ fact: 'scp-message', by: 'device', kind: record === undefined ? 'other' : 'record', text });
  if (record === undefined) return 'done';
  await answer(dialogue);
  if (!(await takeData(record.size, args, dialogue))) return 'left';
  if ((await hear(dialogue, 'the end of the data')) === 'ok') await answer(dialogue);
  return 'done';
}

async function takeData(size: number, args: ScpDownloadArgs, dialogue: Dialogue): Promise<boolean> {
  const data = new DataLog();
  try {
    while (data.bytes < size) {
      const stop = nextBreak(data.bytes, size, args);
      const chunk = await dialogue.wire.take(stop - data.bytes, 'the data');
      if (chunk.length === 0) throw new WireEnded('the data');
      data.add(chunk);
      dialogue.keep?.(chunk);
      if (!(await atBreak(data.bytes, args, dialogue))) return false;
    }
    return true;
  } finally {
    dialogue.write(data.fact());
    if (args.text === true) dialogue.write({ fact: 'scp-text', text: data.text });
  }
}

/** Writes down what the other side said, and tells its kind. */
async function hear({ wire, write }: Dialogue, awaited: string): Promise<ScpMessage['kind']> {
  const first = await wire.byte(awaited);
  const kind = kinds[first] ?? 'other';
  const beginning = kind === 'other' ? String.fromCharCode(first) : '';
  write({ fact: 'scp-message', by: 'device', kind, text: beginning + (await complaint(wire, kind)) });
  return kind;
}

async function complaint(wire: RcpWire, kind: ScpMessage['kind']): Promise<string> {
  return kind === 'ok' ? '' : (await wire.line('the rest of the complaint')).replace(/\r$/, '');
}

async function answer({ wire, write }: Dialogue): Promise<void> {
  write({ fact: 'scp-message', by: 'us', kind: 'ok', text: '' });
  await wire.write(ok, 'our answer to be taken');
}

type Breaks = Pick<ScpUploadArgs, 'pause' | 'leave'>;

/** What is sent at once: pieces, cut where a pause or the end is to come. */
function* partsOf(size: number, breaks: Breaks): Generator<{ readonly from: number; readonly to: number }> {
  for (let from = 0; from < size;) {
    const to = Math.min(from + piece, nextBreak(from, size, breaks));
    yield { from, to };
    from = to;
  }
}

function nextBreak(at: number, size: number, { pause, leave }: Breaks): number {
  const breaks = [pause?.after, leave?.after].filter((one) => one !== undefined && one > at);
  return Math.min(size, ...(breaks as number[]));
}

/** Pauses, or goes away: then false. */
async function atBreak(at: number, { pause, leave }: Breaks, dialogue: Dialogue): Promise<boolean> {
  if (pause?.after === at) await dialogue.wait(pause.milliseconds);
  if (leave?.after !== at) return true;
  if (leave.by === 'reset') dialogue.reset();
  else dialogue.wire.leave();
  return false;
}

/** Counts and digests the data of a file as it goes by. */
class DataLog {
  bytes = 0;
  readonly #sha256 = createHash('sha256');
  readonly #md5 = createHash('md5');
  readonly #kept: Buffer[] = [];

  add(chunk: Buffer): void {
    if (this.bytes < longestText) this.#kept.push(chunk.subarray(0, longestText - this.bytes));
    this.bytes += chunk.length;
    this.#sha256.update(chunk);
    this.#md5.update(chunk);
  }

  get text(): string {
    return Buffer.concat(this.#kept).toString('latin1');
  }

  fact(): ScpFact {
    const { bytes } = this;
    return { fact: 'scp-data', bytes, sha256: this.#sha256.digest('hex'), md5: this.#md5.digest('hex') };
  }
}

const longestText = 65_536;

/** The name of a file in a path of a POSIX or an IOS file system. */
function lastOf(path: string): string {
  return path.split(/[/:]/).at(-1) ?? path;
}
