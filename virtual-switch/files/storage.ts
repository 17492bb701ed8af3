import { contentOf, type FileContent } from './content.ts';
import { type FileEntry, FileError, type FileSystem, type FileWriter } from './file-system.ts';

/** A file as it comes from the factory; without content it is a directory. */
export interface FactoryFile {
  readonly path: string;
  readonly content?: FileContent;
  readonly mode?: string;
  readonly modified: Date;
}

interface Kept {
  readonly content: FileContent | undefined;
  readonly mode: string;
  readonly modified: Date;
  readonly number: number;
}

const blockBytes = 4096;
/** Of one name, as on the ext file systems of IOS XE. */
const longestName = 255;

/** Shared by all pieces of files that are nothing but zeros, as software packages are here. */
const zeros = Buffer.alloc(64 * 1024);

function zerosLike(bytes: Uint8Array): Buffer | undefined {
  const same = zeros.subarray(0, bytes.length);
  return same.equals(bytes) ? same : undefined;
}

const blocks = (size: number): number => Math.ceil(size / blockBytes) * blockBytes;
const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A device with files on it; all of them outlive a reload. */
export class Storage implements FileSystem {
  readonly prefixes: readonly string[];
  readonly type = 'disk';
  readonly flags = 'rw';
  readonly #total: number;
  readonly #now: () => Date;
  readonly #files = new Map<string, Kept>();
  #next: number;

  constructor(options: {
    readonly prefixes: readonly string[];
    /** Bytes. */
    readonly total: number;
    readonly firstNumber: number;
    readonly now: () => Date;
    readonly files: readonly FactoryFile[];
  }) {
    this.prefixes = options.prefixes;
    this.#total = options.total;
    this.#now = options.now;
    this.#next = options.firstNumber;
    for (const { path, content, mode, modified } of options.files) {
      this.#put(path, content, { modified, ...(mode !== undefined && { mode }) });
    }
  }

  space(): { total: number; free: number } {
    let used = 0;
    for (const { content } of this.#files.values()) used += content ? blocks(content.size) : blockBytes;
    return { total: this.#total, free: Math.max(0, this.#total - used) };
  }

  find(path: string): FileEntry | undefined {
    if (path === '') return rootEntry;
    const kept = this.#files.get(path);
    return kept && entryOf(path, kept);
  }

  list(directory: string): readonly FileEntry[] {
    return [...this.#files]
      .filter(([path]) => parentOf(path) === directory)
      .map(([path, kept]) => entryOf(path, kept));
  }

  read(path: string): FileContent {
    const entry = this.find(path);
    if (entry === undefined) throw new FileError('No such file or directory');
    const content = this.#files.get(path)?.content;
    if (content === undefined) throw new FileError('Is a directory');
    return content;
  }

  write(path: string): FileWriter {
    this.#checkPlace(path);
    if (this.find(path)?.directory === true) throw new FileError('Is a directory');
    let parts: Uint8Array[] = [];
    let size = 0;
    return {
      write: (bytes) => {
        size += bytes.length;
        if (blocks(size) > this.space().free) {
          parts = [];
          throw new FileError('No space left on device');
        }
        parts.push(zerosLike(bytes) ?? Buffer.from(bytes));
      },
      keep: () => this.#put(path, contentOf(parts)),
      discard: () => {
        parts = [];
      },
    };
  }

  remove(path: string): void {
    const entry = this.find(path);
    if (entry === undefined) throw new FileError('No such file or directory');
    if (entry.directory) return this.removeDirectory(path);
    this.#files.delete(path);
  }

  makeDirectory(path: string): void {
    this.#checkPlace(path);
    if (this.find(path) !== undefined) throw new FileError('File exists');
    this.#put(path, undefined);
  }

  removeDirectory(path: string): void {
    const entry = this.find(path);
    if (entry === undefined) throw new FileError('No such file or directory');
    if (!entry.directory) throw new FileError('Not a directory');
    if (path === '') throw new FileError('Invalid argument');
    if (this.list(path).length > 0) throw new FileError("Can't delete a directory that has files in it");
    this.#files.delete(path);
  }

  rename(from: string, to: string): void {
    const kept = this.#files.get(from);
    if (kept === undefined) throw new FileError('No such file or directory');
    this.#checkPlace(to);
    if (this.find(to) !== undefined) throw new FileError('File exists');
    if (`${to}/`.startsWith(`${from}/`)) throw new FileError('Invalid argument');
    for (const [path, moved] of [...this.#files]) {
      if (path !== from && !path.startsWith(`${from}/`)) continue;
      this.#files.delete(path);
      this.#files.set(to + path.slice(from.length), moved);
    }
  }

  /** What a name that is new has to be like. */
  #checkPlace(path: string): void {
    if (path === '') throw new FileError('Is a directory');
    if (nameOf(path).length > longestName) throw new FileError('File name too long');
    const parent = this.find(parentOf(path));
    if (parent === undefined) throw new FileError('No such file or directory');
    if (!parent.directory) throw new FileError('Not a directory');
  }

  #put(path: string, content: FileContent | undefined, as: { mode?: string; modified?: Date } = {}): void {
    const number = this.#files.get(path)?.number ?? this.#next++;
    const { mode = content ? '-rw-' : 'drwx', modified = this.#now() } = as;
    this.#files.set(path, { content, mode, modified, number });
  }
}

const rootEntry: FileEntry = {
  name: '',
  directory: true,
  size: blockBytes,
  mode: 'drwx',
  modified: undefined,
  number: 2,
};

function entryOf(path: string, { content, mode, modified, number }: Kept): FileEntry {
  return {
    name: nameOf(path),
    directory: content === undefined,
    size: content?.size ?? blockBytes,
    ...{ mode, modified, number },
  };
}
