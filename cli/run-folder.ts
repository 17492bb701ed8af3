import { mkdirSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { UsageError } from '../bench/errors.ts';

/** Makes the folder of a new run: `out` where it is given, else a new one under runs/. Throws UsageError. */
export function makeRunFolder(topologyName: string, startedAt: Date, out: string | undefined): string {
  if (out !== undefined) return makeEmpty(out);
  const time = startedAt
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z');
  make('runs', { recursive: true });
  for (let number = 1; ; number++) {
    const folder = join('runs', `${time}-${topologyName}${number === 1 ? '' : `-${number}`}`);
    // Two runs that start in one second get a folder each.
    if (make(folder, { recursive: false })) return resolve(folder);
  }
}

/** A folder as a person in the working directory would type it. */
export function asTyped(folder: string): string {
  const path = relative(process.cwd(), folder);
  return path === '' || path.startsWith('..') ? folder : path;
}

function makeEmpty(out: string): string {
  make(out, { recursive: true });
  const entries = readdirSync(out);
  if (entries.length > 0) {
    throw new UsageError(`the folder ${out} is not empty`, {
      expected: 'a new or empty folder for --out: a run is never overwritten',
      got: `a folder with ${entries.slice(0, 3).join(', ')}${entries.length > 3 ? ', …' : ''}`,
      next: 'name another folder',
    });
  }
  return resolve(out);
}

/** False where the folder exists already. */
function make(folder: string, { recursive }: { recursive: boolean }): boolean {
  try {
    mkdirSync(folder, { recursive });
    return true;
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST' && !recursive) return false;
    throw new UsageError(`the folder ${folder} for the run cannot be made`, {
      expected: 'a place that can be written to',
      got: message,
      next: 'name another one with --out',
    });
  }
}
