import { loadConfiguration, type Rejected } from '../configuration/load.ts';
import { configurationText } from '../configuration/running-config.ts';
import type { VirtualSwitch } from '../switch.ts';
import { bytesOf, contentOf, contentOfText, type FileContent } from './content.ts';
import { type FileEntry, FileError, type FileSystem, type FileWriter } from './file-system.ts';

const running = 'running-config';
/** Views of the running system that are empty here. */
const directories = ['memory', 'vfiles'];

/** `system:`. What is written to running-config is read as configuration on top of the one in force. */
export class SystemFiles implements FileSystem {
  readonly prefixes = ['system'];
  readonly type = 'opaque';
  readonly flags = 'rw';
  readonly #device: VirtualSwitch;
  #rejected: readonly Rejected[] = [];

  constructor(device: VirtualSwitch) {
    this.#device = device;
  }

  space(): undefined {
    return undefined;
  }

  /** The lines that the switch did not take of what was last written to running-config. */
  get rejected(): readonly Rejected[] {
    return this.#rejected;
  }

  find(path: string): FileEntry | undefined {
    if (path === '') return entry('', 0, { directory: true });
    return this.list('').find(({ name }) => name === path);
  }

  list(directory: string): readonly FileEntry[] {
    if (directory !== '') return [];
    return [
      entry(running, configurationText(this.#device).length, { number: 1 }),
      ...directories.map((name, index) => entry(name, 0, { directory: true, number: index + 2 })),
    ];
  }

  read(path: string): FileContent {
    const found = this.find(path);
    if (found === undefined) throw new FileError('No such file or directory');
    if (found.directory) throw new FileError('Is a directory');
    return contentOfText(configurationText(this.#device));
  }

  write(path: string): FileWriter {
    if (path !== running) throw new FileError('Permission denied');
    const parts: Uint8Array[] = [];
    return {
      write: (bytes) => void parts.push(Buffer.from(bytes)),
      keep: async () => {
        const text = bytesOf(contentOf(parts)).toString('latin1');
        this.#rejected = await loadConfiguration(this.#device, text);
      },
      discard: () => void parts.splice(0),
    };
  }

  remove(): void {
    throw new FileError('Permission denied');
  }

  makeDirectory(): void {
    throw new FileError('Permission denied');
  }

  removeDirectory(): void {
    throw new FileError('Permission denied');
  }

  rename(): void {
    throw new FileError('Permission denied');
  }
}

function entry(name: string, size: number, more: { directory?: boolean; number?: number }): FileEntry {
  const { directory = false, number = 0 } = more;
  return { name, size, directory, number, mode: directory ? 'dr-x' : '-rw-', modified: undefined };
}
