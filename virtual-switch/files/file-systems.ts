import type { VirtualSwitch } from '../switch.ts';
import type { FileContent } from './content.ts';
import { factoryFlash } from './factory-files.ts';
import { type FileEntry, FileError, type FileSystem, type FileWriter } from './file-system.ts';
import { NullFiles } from './null-files.ts';
import { NvramFiles } from './nvram-files.ts';
import { type FilePath, inside, pathFrom } from './paths.ts';
import { Storage } from './storage.ts';
import { SystemFiles } from './system-files.ts';

/** `flash:`, where everybody begins. */
export const flashRoot: FilePath = { system: 'flash', names: [] };

/** All file systems of one switch, under the names that they are reached by. */
export class FileSystems {
  readonly flash: Storage;
  readonly nvram: NvramFiles;
  readonly system: SystemFiles;
  readonly #all: readonly FileSystem[];

  constructor(device: VirtualSwitch) {
    const { calendar, hardware, release } = device;
    const now = (): Date => calendar.now;
    // What is left of the flash of `show version` once it has a file system; recorded of other boxes, or from memory.
    const { flash, crashinfo } = capacities[hardware.processor] ?? {
      flash: hardware.flash * 1000,
      crashinfo: hardware.crashFiles * 1000,
    };
    this.flash = new Storage({
      prefixes: hardware.processor === 'X86' ? ['flash', 'bootflash', 'flash-1'] : ['flash', 'flash-1'],
      total: flash,
      firstNumber: 7745,
      now,
      files: factoryFlash(release),
    });
    this.nvram = new NvramFiles(device);
    this.system = new SystemFiles(device);
    this.#all = [
      this.flash,
      new Storage({
        prefixes: ['crashinfo', 'crashinfo-1'],
        total: crashinfo,
        firstNumber: 11,
        now,
        files: [],
      }),
      this.system,
      new NullFiles(),
      this.nvram,
    ];
  }

  get all(): readonly FileSystem[] {
    return this.#all;
  }

  /** The file system of a prefix. */
  named(prefix: string): FileSystem | undefined {
    return this.#all.find(({ prefixes }) => prefixes.includes(prefix));
  }

  /** The place that a text names, seen from where somebody is. */
  place(text: string, here: FilePath = flashRoot): FilePath | undefined {
    const path = pathFrom(text, here, (name) => this.named(name) !== undefined);
    const [main] = path === undefined ? [] : (this.named(path.system)?.prefixes ?? []);
    // `flash-1:` of the switch itself is called `flash:` by all that it prints.
    return path && { ...path, system: main ?? path.system };
  }

  /** Bytes that a new file may have; undefined where that is not limited. */
  room(path: FilePath): number | undefined {
    return this.#of(path).space()?.free;
  }

  find(path: FilePath): FileEntry | undefined {
    return this.named(path.system)?.find(inside(path));
  }

  list(path: FilePath): readonly FileEntry[] {
    return this.#of(path).list(inside(path));
  }

  read(path: FilePath): FileContent {
    return this.#of(path).read(inside(path));
  }

  write(path: FilePath): FileWriter {
    return this.#of(path).write(inside(path));
  }

  remove(path: FilePath): void {
    this.#of(path).remove(inside(path));
  }

  makeDirectory(path: FilePath): void {
    this.#of(path).makeDirectory(inside(path));
  }

  removeDirectory(path: FilePath): void {
    this.#of(path).removeDirectory(inside(path));
  }

  /** Within one file system. */
  rename(from: FilePath, to: FilePath): void {
    if (from.system !== to.system) throw new FileError('Invalid argument');
    this.#of(from).rename(inside(from), inside(to));
  }

  #of({ system }: FilePath): FileSystem {
    const found = this.named(system);
    if (found === undefined) throw new FileError('No such device');
    return found;
  }
}

/** Bytes, by processor: a 3650 (from memory) and a C9300 (recorded). */
const capacities: Readonly<Record<string, { readonly flash: number; readonly crashinfo: number }>> = {
  MIPS: { flash: 1_621_966_848, crashinfo: 248_512_512 },
  X86: { flash: 11_353_194_496, crashinfo: 1_651_314_688 },
};
