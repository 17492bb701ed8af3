/** What both versions of the bench's SSH server share: the program that a session gets, and how far a connection came. */

/** A terminal as the client asked for it. */
export type ServedPty = { readonly term: string; readonly rows: number; readonly columns: number };

/** What was started in a session. */
export type ServedProgram =
  | { readonly kind: 'shell' }
  | { readonly kind: 'exec'; readonly command: string }
  | { readonly kind: 'subsystem'; readonly name: string };

/**
 * The scripted remote host behind a login. Its shell echoes, ends its lines with CR LF, answers the commands that it is
 * given here, ends the session on `exit` and `logout` with exit status 0, and says of all else
 * `<command>: command not found`. Without a terminal it does not echo, and the lines of a command end with LF alone.
 */
export type RemoteHost = {
  /** Default `remote>`. */
  readonly prompt?: string;
  /** Printed before the first prompt; lines are separated by `\n`. */
  readonly greeting?: string;
  /** Output by command line, for the shell and for exec; lines are separated by `\n`. */
  readonly answers?: { readonly [command: string]: string };
  /** Exit status of an exec; default 0 where it has an answer, else 127. */
  readonly status?: number;
};

/** A file that a client of SCP sent to the server, or fetched from it. */
export type ServedCopy = {
  readonly direction: 'to-us' | 'from-us';
  /** As it asked for it. */
  readonly path: string;
  /** All of it came or went, and the client agreed. */
  readonly whole: boolean;
  /** Of the data. */
  readonly bytes: number;
  /** Hexadecimal, in lower case; absent where it never came to data. */
  readonly sha256?: string;
  readonly md5?: string;
};

/** How a server leaves a connection: with the protocol's farewell, a TCP FIN, or a TCP RST. */
export type Farewell = 'disconnect' | 'close' | 'reset';
