import type { FileContent } from './content.ts';

/** Something cannot be done with a file; the reason stands in brackets behind what the switch says of it. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly reason: FileTrouble;

  constructor(reason: FileTrouble) {
    super(reason);
    this.reason = reason;
  }
}

export type FileTrouble =
  | 'No such file or directory'
  | 'No such device'
  | 'Is a directory'
  | 'Not a directory'
  | 'File exists'
  | 'File name too long'
  | 'Invalid argument'
  | 'Permission denied'
  | 'No space left on device'
  | "Can't delete a directory that has files in it";

export interface FileEntry {
  readonly name: string;
  readonly directory: boolean;
  readonly size: number;
  /** `-rw-`, `drwx`. */
  readonly mode: string;
  /** Undefined where the file system keeps no dates. */
  readonly modified: Date | undefined;
  readonly number: number;
}

/** A file while it is written. Until it is kept there is nothing of it to be seen, and what it replaces stays. */
export interface FileWriter {
  /** Throws FileError where there is no room for it. */
  write(bytes: Uint8Array): void;
  keep(): void | Promise<void>;
  discard(): void;
}

/** Paths are the names from the root on, `dir/file`; empty for the root. Whatever cannot be done throws FileError. */
export interface FileSystem {
  /** Without the colon, the one that messages use first. */
  readonly prefixes: readonly string[];
  readonly type: 'disk' | 'nvram' | 'opaque' | 'network';
  readonly flags: 'rw' | 'ro' | 'wo';
  /** In bytes; undefined where it has no measure. */
  space(): { readonly total: number; readonly free: number } | undefined;
  find(path: string): FileEntry | undefined;
  list(directory: string): readonly FileEntry[];
  read(path: string): FileContent;
  write(path: string): FileWriter;
  remove(path: string): void;
  makeDirectory(path: string): void;
  removeDirectory(path: string): void;
  rename(from: string, to: string): void;
}
