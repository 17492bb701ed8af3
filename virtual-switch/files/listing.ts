import { deviceDate } from '../calendar.ts';
import type { VirtualSwitch } from '../switch.ts';
import { type FileEntry, FileError } from './file-system.ts';
import { type FilePath, fits, inside, lastName, shownPath } from './paths.ts';

/** Columns as in dir--genieparser--1; those without a date as public listings of nvram: have them. */
function row({ number, mode, size, modified, name }: FileEntry): string {
  const date = (modified === undefined ? '<no date>' : deviceDate(modified)).padStart(27);
  return `${String(number).padStart(5)}  ${mode}${String(size).padStart(17)}  ${date}  ${name}\n`;
}

/** `dir`: one directory, one file, or those that a pattern means; throws FileError where there is none. */
export function directoryListing(
  { files }: VirtualSwitch,
  path: FilePath,
  { recursive = false }: { readonly recursive?: boolean } = {},
): string {
  const system = files.named(path.system);
  if (system === undefined) throw new FileError('No such device');
  const parts: string[] = [];
  const add = (directory: FilePath): void => {
    const entries = files.list(directory);
    const rows = entries.length === 0 ? 'No files in directory\n' : entries.map(row).join('');
    parts.push(`Directory of ${shownPath(directory)}\n\n${rows}\n`);
    if (!recursive) return;
    for (const entry of entries)
      if (entry.directory) add({ ...directory, names: [...directory.names, entry.name] });
  };
  const entry = files.find(path);
  if (entry?.directory === true) add(path);
  else {
    const found = entry === undefined ? matching(files, path) : [entry];
    if (found.length === 0) throw new FileError('No such file or directory');
    parts.push(`Directory of ${shownPath(path)}\n\n${found.map(row).join('')}\n`);
  }
  const space = system.space();
  const end =
    space === undefined
      ? 'No space information available\n'
      : `${space.total} bytes total (${space.free} bytes free)\n`;
  return parts.join('') + end;
}

/** The files of a directory that a pattern in the last name means. */
export function matching(files: VirtualSwitch['files'], path: FilePath): readonly FileEntry[] {
  const pattern = lastName(path);
  if (!/[*?]/.test(pattern)) return [];
  const directory = { ...path, names: path.names.slice(0, -1) };
  if (files.find(directory)?.directory !== true) return [];
  return files.list(directory).filter(({ name }) => fits(pattern, name));
}

/** File systems that are there to be copied from and to, with nothing to be listed. */
const networks = ['tftp', 'rcp', 'http', 'ftp', 'scp', 'https'];

/** `show file systems`; columns as in public listings of a C9500. */
export function fileSystemTable({ files }: VirtualSwitch, here: FilePath): string {
  const line = (mark: string, size: string, free: string, type: string, flags: string, names: string) =>
    `${mark}${size.padStart(13)}${free.padStart(14)}${type.padStart(10)}${flags.padStart(7)}   ${names}\n`;
  const local = files.all.map((system) => {
    const { prefixes, type, flags } = system;
    const measured = system.space();
    const mark = prefixes.includes(here.system) ? '*' : ' ';
    const shown = prefixes.filter((name) => !/-\d+$/.test(name)).map((name) => `${name}:`);
    return line(
      mark,
      String(measured?.total ?? '-'),
      String(measured?.free ?? '-'),
      type,
      flags,
      shown.join(' '),
    );
  });
  const remote = networks.map((name) => line(' ', '-', '-', 'network', 'rw', `${name}:`));
  return `File Systems:\n\n       Size(b)       Free(b)      Type  Flags  Prefixes\n${[...local, ...remote].join('')}\n`;
}

/** `show flash:`: every file with its whole path, from memory of IOS XE. */
export function flashTable({ files }: VirtualSwitch, system = 'flash'): string {
  const rows: string[] = [];
  let count = 0;
  const add = (directory: FilePath): void => {
    for (const entry of files.list(directory)) {
      const path = { ...directory, names: [...directory.names, entry.name] };
      count += 1;
      const date = entry.modified === undefined ? '' : deviceDate(entry.modified);
      const fine = date.replace(/(\d\d:\d\d:\d\d)/, '$1.0000000000');
      rows.push(`${String(count).padStart(3)} ${String(entry.size).padStart(10)} ${fine} ${inside(path)}\n`);
      if (entry.directory) add(path);
    }
  };
  add({ system, names: [] });
  const { total = 0, free = 0 } = files.named(system)?.space() ?? {};
  return `-#- --length-- ---------date/time--------- path\n${rows.join('')}\n${free} bytes available (${total - free} bytes used)\n\n`;
}
