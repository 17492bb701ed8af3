import { matches, type StoredPassword } from '../passwords.ts';
import { type DebugSwitches, sshDebugAskedFor } from './debug-kinds.ts';
import { type PubkeySeams, standardPubkeySeams } from './pubkey-seams.ts';
import type { SshDebugLine, SshServerSettings, SshSessionFacts, TerminalSize } from './host.ts';
import { sizeOf } from './session-trace.ts';

/** A session in `show ssh`, with its connection number. */
export type ListedSession = readonly [number, SshSessionFacts];

/** The rules of the SSH server and of what is shown of it that a known departure may replace. */
export interface SshSeams extends PubkeySeams {
  /** What a connection is served with, as configured; `software` is the first line of `show version`. */
  sshServerSettings(settings: SshServerSettings, software: string): SshServerSettings;
  /** The sessions that `show ssh` lists of those that are open; `viewer` is who asks. */
  listedSessions(open: readonly ListedSession[], viewer: string | undefined): readonly ListedSession[];
  /** What is shown of one of them. */
  shownSession(session: SshSessionFacts, open: readonly ListedSession[]): SshSessionFacts;
  showSsh(lines: readonly string[]): readonly string[];
  showVersion(text: string): string;
  /** Whether the SSH server listens on a port that it is reached by. */
  listensForSsh(port: number): boolean;
  /** Whether what a user types is the password that is stored for that user. */
  userPasswordFits(stored: StoredPassword, typed: string): boolean;
  /** Privilege of a session over SSH, and of a command without a shell, given the user's or the line's. */
  privilegeOverSsh(configured: number): number;
  privilegeOfRemoteCommand(configured: number): number;
  /** All that a command without a shell sends back. */
  outputOfRemoteCommand(output: string): string;
  /** Whether a shell that was granted prints its prompt and reads what is typed. */
  shellOverSshWorks(): boolean;
  /** Which debugging shows a line of a kind, of what is on; undefined where none does. */
  sshDebugShownBy(kind: SshDebugLine['kind'], on: DebugSwitches): 'everything' | 'keyword' | undefined;
  /** The lines of `debug ip ssh` on one thing that happened; `slot` is that of the session. */
  sshDebugLines(lines: readonly string[], told: ToldDebug): readonly string[];
  /** What `debug ip ssh` tells of a password that was sent. */
  debuggedPassword(password: string): readonly string[];
  /** The size that a terminal gets. */
  terminalSize(asked: TerminalSize): TerminalSize;
  /** What is done about a request for X11 forwarding, which is not supported (guide page 20). */
  x11Answer(): 'refuse' | 'grant' | 'close';
  /** Whether a server that may not give groups below `dh min size` still takes the key exchanges that name one. */
  namedGroupsBelowMinimum(release: { readonly boundsNamedGroups: boolean }): boolean;
}

export interface ToldDebug extends Pick<SshDebugLine, 'kind' | 'about'> {
  readonly slot: number;
}

export function standardSshSeams(): SshSeams {
  return {
    ...standardPubkeySeams(),
    sshServerSettings: (settings) => settings,
    listedSessions: (open) => open,
    shownSession: (session) => session,
    showSsh: (lines) => lines,
    showVersion: (text) => text,
    sshDebugShownBy: sshDebugAskedFor,
    sshDebugLines: (lines) => lines,
    debuggedPassword: () => [],
    terminalSize: sizeOf,
    x11Answer: () => 'refuse',
    namedGroupsBelowMinimum: ({ boundsNamedGroups }) => !boundsNamedGroups,
    listensForSsh: () => true,
    userPasswordFits: (stored, typed) => matches(stored, typed),
    privilegeOverSsh: (configured) => configured,
    privilegeOfRemoteCommand: (configured) => configured,
    outputOfRemoteCommand: (output) => output,
    shellOverSshWorks: () => true,
  };
}
