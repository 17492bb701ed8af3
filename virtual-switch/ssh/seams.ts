import { matches, type StoredPassword } from '../passwords.ts';
import type { SshServerSettings, SshSessionFacts } from './host.ts';

/** A session in `show ssh`, with its connection number. */
export type ListedSession = readonly [number, SshSessionFacts];

/** The rules of the SSH server and of what is shown of it that a known departure may replace. */
export interface SshSeams {
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
}

export function standardSshSeams(): SshSeams {
  return {
    sshServerSettings: (settings) => settings,
    listedSessions: (open) => open,
    shownSession: (session) => session,
    showSsh: (lines) => lines,
    showVersion: (text) => text,
    listensForSsh: () => true,
    userPasswordFits: (stored, typed) => matches(stored, typed),
    privilegeOverSsh: (configured) => configured,
    privilegeOfRemoteCommand: (configured) => configured,
    outputOfRemoteCommand: (output) => output,
    shellOverSshWorks: () => true,
  };
}
