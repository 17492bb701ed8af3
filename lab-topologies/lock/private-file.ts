import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { BenchError } from '../../bench/errors.ts';

/** Makes a folder that only its owner can enter. Throws BenchError. */
export function makePrivateFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (process.platform !== 'win32') chmodSync(folder, 0o700);
  } catch (cause) {
    throw cannotKeep(folder, cause);
  }
}

/** A new file beside `file`, mode 0600, with all of the text on the disk; gives its path. Throws BenchError. */
export function writeBeside(file: string, text: string): string {
  const beside = `${file}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
  try {
    const descriptor = openSync(beside, 'wx', 0o600);
    try {
      const bytes = Buffer.from(text);
      for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    rmSync(beside, { force: true });
    throw cannotKeep(file, cause);
  }
  return beside;
}

/** The file holds either what it held or all of the text, whenever the machine stops. Throws BenchError. */
export function writeAtomically(file: string, text: string): void {
  const beside = writeBeside(file, text);
  try {
    renameSync(beside, file);
    settleFolder(dirname(file));
  } catch (cause) {
    rmSync(beside, { force: true });
    throw cannotKeep(file, cause);
  }
}

/** A new name is on the disk only when its folder is. */
function settleFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function cannotKeep(where: string, cause: unknown): BenchError {
  return new BenchError('the state of the bench cannot be kept', {
    expected: 'a folder of your own that can be written to',
    got: cause instanceof Error ? cause.message : String(cause),
    where,
    next: 'give it room and rights, or name another folder in CATALYST_CONFORM_STATE',
  });
}
