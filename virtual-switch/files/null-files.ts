import type { FileContent } from './content.ts';
import { type FileEntry, FileError, type FileSystem, type FileWriter } from './file-system.ts';

/** `null:` takes whatever is written to it, and has nothing. */
export class NullFiles implements FileSystem {
  readonly prefixes = ['null'];
  readonly type = 'opaque';
  readonly flags = 'rw';

  space(): undefined {
    return undefined;
  }

  find(_path: string): FileEntry | undefined {
    return undefined;
  }

  list(_directory: string): readonly FileEntry[] {
    return [];
  }

  read(_path: string): FileContent {
    throw new FileError('No such file or directory');
  }

  write(_path: string): FileWriter {
    return { write: () => undefined, keep: () => undefined, discard: () => undefined };
  }

  remove(): void {
    throw new FileError('No such file or directory');
  }

  makeDirectory(): void {
    throw new FileError('Permission denied');
  }

  removeDirectory(): void {
    throw new FileError('No such file or directory');
  }

  rename(): void {
    throw new FileError('No such file or directory');
  }
}
