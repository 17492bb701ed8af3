import { type PubkeySeams, standardPubkeySeams } from './pubkey-seams.ts';
import type { SshServerSettings, SshSessionFacts } from './host.ts';

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
}

export function standardSshSeams(): SshSeams {
  return {
    ...standardPubkeySeams(),
    sshServerSettings: (settings) => settings,
    listedSessions: (open) => open,
    shownSession: (session) => session,
    showSsh: (lines) => lines,
    showVersion: (text) => text,
  };
}
