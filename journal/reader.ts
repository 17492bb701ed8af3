import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UsageError } from '../bench/errors.ts';
import { eventTypes, journalEventSchema, journalVersion, type JournalEvent } from './events.ts';

/** An event that a newer version of this program wrote and this one does not know. */
export interface SkippedEvent {
  /** Counts from 1. */
  readonly line: number;
  readonly type: string;
}

export interface ReadJournal {
  readonly events: readonly JournalEvent[];
  /** The torn last line of a run that was killed in the middle of a write. */
  readonly torn?: string;
  readonly skipped: readonly SkippedEvent[];
}

/**
 * The events of a `journal.ndjson`. One that was cut at any byte opens: its torn last line is reported and
 * left out. Throws UsageError with file and line where it is no journal, of another version, or damaged.
 */
export function readJournal(file: string): ReadJournal {
  return parseJournal(read(file), file);
}

/** The same for bytes that are at hand; `name` is what errors call them. */
export function parseJournal(bytes: Uint8Array, name: string): ReadJournal {
  const lines = linesOf(bytes);
  const events: JournalEvent[] = [];
  const skipped: SkippedEvent[] = [];
  let torn: string | undefined;
  for (const [index, { text, ended }] of lines.entries()) {
    const where = `${name}:${index + 1}`;
    const value = jsonOf(text);
    if (value === undefined) {
      if (ended || (index === 0 && !couldBegin(text))) throw notAJournal(where, text, index);
      torn = text;
      continue;
    }
    const kind = place(value, index, where, text);
    if (kind.version !== undefined && kind.version !== journalVersion)
      throw otherVersion(kind.version, where);
    if (eventTypes.has(kind.type)) events.push(eventOf(value, kind.type, where));
    else skipped.push({ line: index + 1, type: kind.type });
  }
  return { events, skipped, ...(torn === undefined ? {} : { torn }) };
}

function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new UsageError('the journal cannot be read', {
      expected: 'the journal.ndjson of a run',
      got: (cause as Error).message,
      where: file,
      next: 'name the folder of a run, or its journal.ndjson',
    });
  }
}

interface Line {
  readonly text: string;
  /** False for the last one of a journal that was cut. */
  readonly ended: boolean;
}

/** Cut as bytes: a journal may end in the middle of a character. */
function linesOf(bytes: Uint8Array): readonly Line[] {
  const text = (from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString('utf8');
  const lines: Line[] = [];
  let from = 0;
  for (let to = bytes.indexOf(10); to >= 0; to = bytes.indexOf(10, from)) {
    lines.push({ text: text(from, to), ended: true });
    from = to + 1;
  }
  if (from < bytes.length) lines.push({ text: text(from, bytes.length), ended: false });
  return lines;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What every event of every version has, and the version that the first one states. */
const placed = z.object({ seq: z.int(), type: z.string(), version: z.unknown().optional() });

function place(value: unknown, index: number, where: string, text: string): z.infer<typeof placed> {
  const parsed = placed.safeParse(value);
  if (!parsed.success) throw notAJournal(where, text, index);
  const { seq, type, version } = parsed.data;
  if (seq !== index)
    throw damaged('events are missing from the journal or out of order', where, `seq ${index}`, `seq ${seq}`);
  return type === 'head' ? { seq, type, version } : { seq, type };
}

function eventOf(value: unknown, type: string, where: string): JournalEvent {
  const parsed = journalEventSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const at = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  throw damaged(
    `the journal's ${type} event is not as its version has it`,
    where,
    `an event of version ${journalVersion}`,
    `${issue?.message ?? 'another shape'}${at}`,
  );
}

/** A journal that was cut in its first line still begins as the writer begins one. */
function couldBegin(text: string): boolean {
  const beginning = '{"seq":0,';
  return beginning.startsWith(text.slice(0, beginning.length));
}

function notAJournal(where: string, text: string, index: number): UsageError {
  const got = JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
  return index === 0
    ? new UsageError('this is not a journal', {
        expected: 'one JSON event a line, as in the journal.ndjson of a run',
        got,
        where,
        next: 'name the folder of a run, or its journal.ndjson',
      })
    : damaged('the journal is damaged', where, 'one JSON event a line', got);
}

function damaged(message: string, where: string, expected: string, got: string): UsageError {
  return new UsageError(message, { expected, got, where, next: 'use an unaltered copy of the run' });
}

function otherVersion(version: unknown, where: string): UsageError {
  return new UsageError('the journal is of a version that this program does not read', {
    expected: `version ${journalVersion}`,
    got: `version ${JSON.stringify(version)}`,
    where,
    next: 'read it with the release of conform that wrote it, or record the run again',
  });
}
