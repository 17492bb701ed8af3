import type { SshServerSettings } from './host.ts';

/** What a client may have besides a shell and commands (nothing, guide page 20), and what it may say on the way there. */
export interface SshPolicy {
  /** Offered in both directions. */
  readonly compression: readonly string[];
  /** Names of subsystems that are started. */
  readonly subsystems: readonly string[];
  readonly forwarding: readonly ('direct-tcpip' | 'tcpip-forward')[];
  /** Whether somebody who has said no more than a name (method `none`, RFC 4252 section 5.2) has logged in. */
  readonly admitsWithoutMethod: boolean;
  /** Whether a session channel may be opened by somebody who has not logged in. */
  readonly channelBeforeAuthentication: boolean;
  /** Whether a connection goes on after something was refused on it. */
  readonly outlivesRefusal: boolean;
  /** Whether a wrong guess at the key exchange (RFC 4253 section 7.1) is ignored, as it has to be. */
  readonly ignoresWrongGuess: boolean;
  /** Whether a client's identification string is taken, its protocol version apart. */
  readonly takesIdent: (ident: string) => boolean;
  /** Whether a shell is started, on a session with a terminal or without one. */
  readonly startsShell: (terminal: boolean) => boolean;
}

export const standardPolicy: SshPolicy = {
  compression: ['none'],
  subsystems: [],
  forwarding: [],
  admitsWithoutMethod: false,
  channelBeforeAuthentication: false,
  outlivesRefusal: true,
  ignoresWrongGuess: true,
  takesIdent: () => true,
  startsShell: () => true,
};

/** The same settings, with another policy in some parts. */
export function withPolicy(settings: SshServerSettings, change: Partial<SshPolicy>): SshServerSettings {
  return { ...settings, policy: { ...(settings.policy ?? standardPolicy), ...change } };
}
