import type { ScpContent } from './scp-content.ts';
import type { SshEnd, SshLoginObservation, SshTry } from './ssh-client.ts';

/** One thing that was said in the dialogue of rcp, as OpenSSH 7 and its ancestors speak it. */
export type ScpMessage = {
  readonly by: 'device' | 'us';
  /**
   * `ok` is one byte of zero, `warning` and `error` are 1 and 2 with a text behind it. A `record` announces a file (`C`) or its
   * times (`T`). `other` is what the dialogue does not know, such as a line of text.
   */
  readonly kind: 'ok' | 'warning' | 'error' | 'record' | 'other';
  /** Without the byte that says the kind, and without its line end; empty for `ok`. */
  readonly text: string;
};

/** The data of a file as it went over the wire. */
export type ScpData = {
  readonly bytes: number;
  /** Hexadecimal, in lower case. */
  readonly sha256: string;
  readonly md5: string;
};

export type ScpObservation = {
  readonly kind: 'scp';
  readonly direction: 'upload' | 'download';
  readonly path: string;
  /** `ok` where a client of a person would have said so: the device took or gave all, and complained of nothing. */
  readonly result: 'ok' | 'failed';
  readonly login: SshLoginObservation;
  /** The exec request, where it came to that. */
  readonly command?: string;
  readonly exec?: 'granted' | 'refused' | 'ended';
  readonly messages: readonly ScpMessage[];
  /** What the record of a download announced. */
  readonly file?: { readonly name: string; readonly mode: string; readonly size: number };
  readonly data?: ScpData;
  /** Of a download that asked for it (latin-1). */
  readonly text?: string;
  /** What else came on the channel: extended data (RFC 4254 section 5.2). */
  readonly stderr?: string;
  readonly exit?: { readonly status?: number; readonly signal?: string };
  /** What we waited for when nothing came any more. */
  readonly silence?: string;
  /** Who closed the channel. The device had `patience` for it once we had said that no more would come. */
  readonly closedBy?: 'device' | 'us';
  /** How the connection ended; by us is how it does where the device leaves that to us. */
  readonly end?: SshEnd;
  /** From the TCP connection to its end, on the bench's clock. */
  readonly milliseconds: number;
};

type ScpLogin = {
  /** The bench's account where absent. */
  readonly username?: string;
  readonly password?: string;
  /** Default: keyboard-interactive, then password. Without any the client never asks to be let in. */
  readonly tries?: readonly SshTry[];
};

type ScpManners = ScpLogin & {
  /** Our identification string, without its line end; default that of the client library. */
  readonly ident?: string;
  /** Further options of the program that is asked for, such as `-v`. */
  readonly flags?: readonly string[];
  /** As it is typed behind the colon of `user@host:`, to the letter. */
  readonly path: string;
  /** How long the device may say nothing before it is given up, in milliseconds of the bench's clock; default 30 s. */
  readonly patience?: number;
  /** In the middle of the data nothing goes or is taken for so long. */
  readonly pause?: { readonly after: number; readonly milliseconds: number };
  /** The client goes away after so many bytes of data: closes the channel, or dies with a RST. */
  readonly leave?: { readonly after: number; readonly by: 'close' | 'reset' };
};

export type ScpUploadArgs = ScpManners & {
  readonly content: ScpContent;
  /** Name in the record; default: what stands last in the path. */
  readonly name?: string;
  /** Size in the record, where it is to be another one than that of the content. */
  readonly announced?: number;
  /** Default 0644. */
  readonly mode?: string;
  /** Sent in place of the record, to the letter and with a line feed. */
  readonly record?: string;
};

export type ScpDownloadArgs = ScpManners & {
  /** Whether the content is to be told, as text; for files of at most 64 KiB. */
  readonly text?: true;
};

/** Whether somebody serves TCP port 514, where remote shell and rcp are spoken. */
export type RemoteShellObservation = {
  readonly kind: 'remote-shell';
  /** `silent`: neither taken nor refused, as by a filter. */
  readonly answer: 'taken' | 'refused' | 'silent';
};

/** A client of SCP over SSH-2 (the dialogue of rcp in an exec request), which logs in for each file. */
export type ScpClientContract = {
  upload: { args: ScpUploadArgs; observation: ScpObservation };
  download: { args: ScpDownloadArgs; observation: ScpObservation };
  /** Dials the port of remote shell, and hangs up. */
  'remote-shell': { args: null; observation: RemoteShellObservation };
};
