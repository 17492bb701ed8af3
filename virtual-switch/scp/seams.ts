import type { FilePath } from '../files/paths.ts';
import type { RcpHeader } from './rcp.ts';
import type { ScpDirection } from './request.ts';

/** A piece of a file: where it begins, and how long the whole file is. */
export interface Piece {
  readonly at: number;
  readonly size: number;
}

/** Who asks for a copy, and how. */
export interface ScpFacts {
  readonly direction: ScpDirection;
  /** Of the SSH protocol. */
  readonly version: 1 | 2;
  /** Of the user, as exec authorization gives it. */
  readonly privilege: number;
}

/** What is known of a user who would copy besides what exec authorization says. */
export interface ScpUserFacts {
  /** The privilege level of the `username` line. */
  readonly ofUsernameLine: number | undefined;
  /** Whether there is a default list of a type of authorization: `network`, `commands 15`. */
  readonly isAuthorized: (type: string) => boolean;
}

/** A line of `debug ip scp`, and whether it tells that somebody is refused. */
export interface ScpDebugLine {
  readonly text: string;
  readonly refusal: boolean;
}

/** The rules of copying files that a known departure may replace. */
export interface ScpSeams {
  /** Whether the server is on, given `ip scp server enable` as it is configured now. */
  scpServed(enabled: boolean): boolean;
  /** The privilege level of a user who would copy, given that of exec authorization; undefined where he is refused. */
  scpLevel(given: number | undefined, user: ScpUserFacts): number | undefined;
  /** Whether a user may copy (guide page 33: level 15). */
  scpMayCopy(facts: ScpFacts): boolean;
  /** What is done with a connection once it was told that it is refused. */
  scpAfterRefusal(): 'close' | 'hang';
  /** Bytes that come in, as they are stored; and those of a file, as they are sent. */
  scpStored(bytes: Buffer, piece: Piece): Buffer;
  scpSent(bytes: Buffer, piece: Piece): Buffer;
  /** The record that announces a file which is sent. */
  scpHeader(header: RcpHeader): RcpHeader;
  /** Whether a file that has come is really put where it belongs. */
  scpKeepsUploads(): boolean;
  /** Whether the end of a file that has come is answered. */
  scpAnswersEnd(): boolean;
  scpDebugLines(lines: readonly ScpDebugLine[]): readonly ScpDebugLine[];
  /** What `debug ip scp` tells of a password that was sent. */
  scpDebuggedPassword(password: string): readonly string[];
  /** Whether TCP port 514, of rsh and rcp, is open too. */
  rshListens(scpEnabled: boolean): boolean;
  /** Bytes of a file that `copy` moves, as they arrive. */
  copiedBytes(bytes: Buffer, piece: Piece): Buffer;
  /** Whether `copy` reaches a place. */
  copyReaches(place: FilePath): boolean;
}

export function standardScpSeams(): ScpSeams {
  return {
    scpServed: (enabled) => enabled,
    scpLevel: (given) => given,
    scpMayCopy: ({ privilege }) => privilege >= 15,
    scpAfterRefusal: () => 'close',
    scpStored: (bytes) => bytes,
    scpSent: (bytes) => bytes,
    scpHeader: (header) => header,
    scpKeepsUploads: () => true,
    scpAnswersEnd: () => true,
    scpDebugLines: (lines) => lines,
    scpDebuggedPassword: () => [],
    rshListens: () => false,
    copiedBytes: (bytes) => bytes,
    copyReaches: () => true,
  };
}
