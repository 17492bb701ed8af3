import { randomBytes } from 'node:crypto';
import { globSync, linkSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { BenchError } from '../../bench/errors.ts';
import { writeBeside } from './private-file.ts';
import { processIdentitySchema, standingOf, thisProcess } from './process-identity.ts';

/** Who holds a bench, for what. */
const holderSchema = z.object({
  process: processIdentitySchema,
  /** What of conform. */
  command: z.enum(['run', 'restore']),
  /** Folder of the run, or where the command was given. */
  runFolder: z.string(),
  since: z.iso.datetime(),
  /** File of the topology. */
  topology: z.string(),
  /** What is held, in words. */
  resource: z.string(),
});
export type Holder = z.infer<typeof holderSchema>;

const recordSchema = z.object({ version: z.literal(1), nonce: z.string(), holder: holderSchema });
type LockRecord = z.infer<typeof recordSchema>;

export interface LockFile {
  /** Who held it and is gone. */
  readonly left?: Holder;
  release(): void;
}

/** Somebody lives who holds it, or who may live and cannot be seen from here. */
export class Held extends Error {
  override readonly name = 'Held';
  readonly holder: Holder;
  readonly file: string;
  readonly standing: 'alive' | 'elsewhere';
  constructor(holder: Holder, file: string, standing: 'alive' | 'elsewhere') {
    super(`${holder.resource} is held`);
    this.holder = holder;
    this.file = file;
    this.standing = standing;
  }
}

/** What this process writes into its lock files. */
export function holding(facts: Omit<Holder, 'process'>): Holder {
  return { process: thisProcess(), ...facts };
}

/**
 * Takes a lock that is a file. A file is never seen half written: it is linked or renamed to its name. The lock of
 * a process that is gone is taken over by whoever takes the claim to it, which is a lock of the same kind under
 * the name of what it claims; under the claim one looks again, so of any number of takers one wins.
 *
 * Throws Held, and BenchError where the file cannot be written or read.
 */
export function takeLockFile(file: string, holder: Holder): LockFile {
  for (;;) {
    const record: LockRecord = { version: 1, nonce: randomBytes(8).toString('hex'), holder };
    const written = writeBeside(file, `${JSON.stringify(record, null, 1)}\n`);
    try {
      if (linked(written, file)) return taken(file, record);
      const there = read(file);
      // It was released just now.
      if (there === undefined) continue;
      mustBeGone(there, file);
      const claim = takeLockFile(`${file}.${there.nonce}`, holder);
      try {
        if (read(file)?.nonce !== there.nonce) continue;
        renameSync(written, file);
        return taken(file, record, there.holder);
      } finally {
        claim.release();
      }
    } finally {
      rmSync(written, { force: true });
    }
  }
}

function taken(file: string, { nonce }: LockRecord, left?: Holder): LockFile {
  sweep(file);
  return {
    ...(left === undefined ? {} : { left }),
    release: () => {
      if (read(file)?.nonce === nonce) rmSync(file, { force: true });
    },
  };
}

/** False where somebody was first. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new BenchError('the bench cannot be locked', {
      expected: 'a file system that knows hard links, on this machine',
      got: (cause as Error).message,
      where: to,
      next: 'name a folder on another file system in CATALYST_CONFORM_STATE',
    });
  }
}

function mustBeGone({ holder }: LockRecord, file: string): void {
  const standing = standingOf(holder.process);
  if (standing !== 'gone') throw new Held(holder, file, standing);
}

function read(file: string): LockRecord | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unreadable(file, (cause as Error).message);
  }
  const parsed = recordSchema.safeParse(jsonOf(text));
  if (!parsed.success) throw unreadable(file, 'other content');
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreadable(file: string, got: string): BenchError {
  return new BenchError('the lock of the bench cannot be read', {
    expected: 'a lock that this version of conform wrote',
    got,
    where: file,
    next: 'see that no run uses the bench, then delete the file',
  });
}

/** Takes away what processes that were killed in the middle left beside a lock that is now ours. */
function sweep(file: string): void {
  for (const name of globSync(`${basename(file)}.*`, { cwd: dirname(file) })) {
    const beside = join(dirname(file), name);
    try {
      const left = read(beside);
      if (left !== undefined && standingOf(left.holder.process) === 'gone') rmSync(beside, { force: true });
    } catch {
      // Half written by somebody: its own writer takes it away, or it stays and does no harm.
    }
  }
}
