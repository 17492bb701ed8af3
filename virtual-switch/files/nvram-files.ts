import type { VirtualSwitch } from '../switch.ts';
import { bytesOf, contentOf, contentOfText, type FileContent, sparseContent } from './content.ts';
import { type FileEntry, FileError, type FileSystem, type FileWriter } from './file-system.ts';

const startup = 'startup-config';
/** Of what belongs to a file besides its bytes. */
const overhead = 512;
/** The keys and other things that are no configuration; nobody may read it. */
const privateConfig = 'private-config';

/** `nvram:`. The startup configuration and the keys in it are what they are elsewhere; other files are kept beside. */
export class NvramFiles implements FileSystem {
  readonly prefixes = ['nvram'];
  readonly type = 'nvram';
  readonly flags = 'rw';
  readonly #device: VirtualSwitch;
  readonly #others = new Map<string, { content: FileContent; number: number }>();
  #next = 4;

  constructor(device: VirtualSwitch) {
    this.#device = device;
  }

  space(): { total: number; free: number } {
    const total = this.#device.nvram.bytes;
    const used = this.list('').reduce((sum, { size }) => sum + size + overhead, 0);
    return { total, free: Math.max(0, total - used) };
  }

  find(path: string): FileEntry | undefined {
    if (path === '') return { ...file('', 0, 0), directory: true, mode: 'drwx' };
    return this.list('').find(({ name }) => name === path);
  }

  list(_directory: string): readonly FileEntry[] {
    const { nvram } = this.#device;
    const bytesOfAKey = 1200;
    const own =
      nvram.startup === ''
        ? []
        : [
            file(startup, nvram.startup.length, 2027),
            file(privateConfig, nvram.keys.length * bytesOfAKey, 2028, '----'),
          ];
    const others = [...this.#others].map(([name, { content, number }]) => file(name, content.size, number));
    return [...own, file('persistent-data', 71, 1, '----'), file('ifIndex-table', 0, 3), ...others];
  }

  read(path: string): FileContent {
    const { nvram } = this.#device;
    const entry = this.find(path);
    if (entry === undefined) throw new FileError('No such file or directory');
    if (entry.directory) throw new FileError('Is a directory');
    if (path === startup) return contentOfText(nvram.startup);
    if (entry.mode === '----') throw new FileError('Permission denied');
    return this.#others.get(path)?.content ?? sparseContent(entry.size);
  }

  write(path: string): FileWriter {
    if (path === '') throw new FileError('Is a directory');
    if (path.includes('/')) throw new FileError('No such file or directory');
    if (this.find(path)?.mode === '----') throw new FileError('Permission denied');
    const parts: Uint8Array[] = [];
    let size = 0;
    return {
      write: (bytes) => {
        size += bytes.length;
        if (size > this.space().free) throw new FileError('No space left on device');
        parts.push(Buffer.from(bytes));
      },
      keep: () => {
        const content = contentOf(parts);
        if (path === startup) return this.#device.saveText(bytesOf(content).toString('latin1'));
        const number = this.#others.get(path)?.number ?? this.#next++;
        this.#others.set(path, { content, number });
      },
      discard: () => void parts.splice(0),
    };
  }

  remove(path: string): void {
    if (this.find(path) === undefined) throw new FileError('No such file or directory');
    if (path === startup) this.#device.nvram.erase();
    else if (!this.#others.delete(path)) throw new FileError('Permission denied');
  }

  /** `erase nvram:`: all files but what IOS keeps for itself. */
  erase(): void {
    this.#others.clear();
    this.#device.nvram.erase();
  }

  makeDirectory(): void {
    throw new FileError('Permission denied');
  }

  removeDirectory(): void {
    throw new FileError('Permission denied');
  }

  rename(from: string, to: string): void {
    const kept = this.#others.get(from);
    if (kept === undefined) throw new FileError('No such file or directory');
    if (this.find(to) !== undefined) throw new FileError('File exists');
    this.#others.delete(from);
    this.#others.set(to, kept);
  }
}

function file(name: string, size: number, number: number, mode = '-rw-'): FileEntry {
  return { name, size, number, mode, directory: false, modified: undefined };
}
