import type { FileSystems } from '../files/file-systems.ts';
import type { FilePath } from '../files/paths.ts';

/** The configurations have names of their own, wherever one is. */
const known: Readonly<Record<string, FilePath>> = {
  'running-config': { system: 'system', names: ['running-config'] },
  'startup-config': { system: 'nvram', names: ['startup-config'] },
};

/** The place that a client of scp names; without a prefix it is on the flash. */
export function placeOf(files: FileSystems, path: string): FilePath | undefined {
  return known[path] ?? files.place(path);
}
