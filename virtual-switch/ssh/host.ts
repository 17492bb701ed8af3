import type { KeyObject } from 'node:crypto';
import type { Dialogue } from '../aaa/login-attempt.ts';
import type { Ssh1Settings } from '../ssh1/settings.ts';
import type { Terminal } from '../terminal.ts';
import type { ByteChannel } from './byte-channel.ts';
import type { PresentedKey } from './public-key.ts';
import type { TcpTraffic } from './tcp-traffic.ts';
import type { DebugForm } from './debug-forms.ts';
import type { SshPolicy } from './policy.ts';

/** What the SSH server asks of the switch that it is part of; read anew for each connection. */
export interface SshHost {
  /** As configured now; undefined while SSH is disabled, and then nothing listens. */
  settings(): SshServerSettings | undefined;
  readonly clock: SwitchClock;
  /** Whether the server listens on this port of the switch while SSH is enabled; it does where left out. */
  listensOn?(port: number): boolean;
  /** Gives a free vty to a new connection, or undefined when all are taken or none allows SSH: then TCP RST. */
  takeLine(remote: RemoteEnd): SshLine | undefined;
  /**
   * Local users or what the line's method list says: what has to be asked is asked through the dialogue. Rejects with GaveUp where a
   * question is not answered.
   */
  authenticate(line: SshLine, username: string, dialogue: Dialogue): Promise<boolean>;
  /** Whether a key lets that user in, or would, where he only asks. */
  admitsKey(username: string, key: PresentedKey): boolean;
  /** A line of `debug ip ssh`; left out where nobody debugs. */
  debug?(line: SshLine, told: SshDebugLine): void;
  /** The size that a terminal gets of the one that its client asked for. */
  terminalSize?(asked: TerminalSize): TerminalSize;
  /** What is done about a request for X11 forwarding; refused where left out. */
  x11?(): 'refuse' | 'grant' | 'close';
  /** A log message; the switch adds sequence number, time stamp and destinations. */
  log(facility: string, severity: number, mnemonic: string, text: string): void;
  /** What `show ssh` prints of a session; called again whenever it changes, and with undefined at its end. */
  sessionChanged(line: SshLine, session: SshSessionFacts | undefined): void;
  /** A login is complete and a shell was asked for. */
  openShell(line: SshLine, username: string, terminal: Terminal): void;
  /** A login is complete and one command was asked for: runs it, and calls back with all output. */
  /** Whether a command is that of a client which copies files; none is where left out. */
  copiesFiles?(command: string): boolean;
  /** The same for such a command: ends the channel when it is done. */
  copyFiles?(line: SshLine, login: FileCopyLogin, channel: ByteChannel): void;
  runCommand(line: SshLine, username: string, command: string, done: (output: string) => void): void;
}

/** Who wants to copy files, and by which command. */
export interface FileCopyLogin {
  readonly username: string;
  readonly command: string;
  readonly version: 1 | 2;
  readonly remote: RemoteEnd;
}

/** What a connection tells of itself while it is debugged. */
export interface SshDebugLine {
  /** `debug ip ssh detail` shows events, `debug ip ssh packet` packets. */
  readonly kind: 'event' | 'packet';
  /** The packet in whose turn it is told; `in` is from the client. */
  readonly about?: { readonly direction: 'in' | 'out'; readonly type: number };
  /** In the words of a release; undefined where it says nothing of this. */
  readonly text: (form: DebugForm) => string | readonly string[] | undefined;
}

/** In characters. */
export interface TerminalSize {
  readonly height: number;
  readonly width: number;
}

export interface SshServerSettings {
  /** `SSH-1.99-Cisco-1.25`, or 2.0 or 1.5 in its place. */
  readonly ident: string;
  readonly protocolVersions: readonly (1 | 2)[];
  /** Without them clients of version 1 are refused. */
  readonly version1?: Ssh1Settings;
  readonly hostKey: KeyObject;
  /** Signs the key exchange; the host key where left out. */
  readonly signingKey?: KeyObject;
  /** Seconds from the connection to the end of authentication (`ip ssh time-out`). */
  readonly timeOutSeconds: number;
  /** When the time-out no longer counts; with authentication where left out. */
  readonly timeOutUntil?: 'identified' | 'keys-exchanged' | 'authenticated' | 'closed';
  /** `ip ssh authentication-retries`. */
  readonly authenticationRetries: number;
  /** `ip ssh rekey`; of version 2 alone. */
  readonly rekey?: RekeyThresholds;
  readonly authenticationMethods: readonly ('publickey' | 'keyboard-interactive' | 'password')[];
  readonly kex: readonly string[];
  readonly hostKeyAlgorithms: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
  /** `ip ssh dh min size`, bits. */
  readonly dhMinBits: number;
  /** Sizes of the groups that group exchange gives, in bits; all that it knows where left out. */
  readonly groupBits?: readonly number[];
  /** Takes packets whose MAC is wrong. */
  readonly anyMac?: boolean;
  /** Lines before the identification string, which a server may send (RFC 4253 section 4.2). */
  readonly preamble?: readonly string[];
  /** `banner login`, shown before authentication where one is configured. */
  readonly banner?: string;
  /** What clients are refused; as on IOS where left out. */
  readonly policy?: SshPolicy;
}

/** When a session gets new keys; where both are there, whichever comes first. */
export interface RekeyThresholds {
  readonly minutes?: number;
  /** Of packets, both directions together. */
  readonly kilobytes?: number;
  /** What happens then: new keys where left out. */
  readonly then?: 'hang-up';
}

export interface RemoteEnd {
  readonly address: string;
  readonly port: number;
  readonly localAddress: string;
  readonly localPort: number;
}

/** A vty that a connection holds. `number` counts from the first vty, as `(tty = 0)` in the log. */
export interface SshLine {
  readonly number: number;
  release(): void;
  /** What ends the connection when the line is cleared. */
  onClear?(close: () => void): void;
  /** What the connection carries, from its beginning on. */
  onTraffic?(traffic: TcpTraffic): void;
}

export interface SshSessionFacts {
  readonly version: 1 | 2;
  readonly username: string;
  readonly state: string;
  readonly in: { readonly cipher: string; readonly mac: string };
  readonly out: { readonly cipher: string; readonly mac: string };
  readonly remote: RemoteEnd;
}

/** The switch's clock; with steering, its timers are what a jump stops at. */
export interface SwitchClock {
  now(): number;
  /** Calls back after so many milliseconds of the switch's time; the returned function cancels. */
  after(milliseconds: number, callback: () => void): () => void;
  /** Real work is under way (a handshake, a key): no jump until `done` is called. */
  busy(): { done(): void };
}
