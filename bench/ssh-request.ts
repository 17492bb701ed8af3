import type { Endpoint } from './endpoint.ts';
import type { SshEnd } from './ssh-client.ts';

/** In characters. */
export type PtySize = { readonly rows: number; readonly cols: number };

/** What a client can ask for within a connection (RFC 4254). */
export type SshRequest =
  /**
   * A shell on a session channel of its own, after a `pty-req` unless `pty` is false. `promptWithin`: what it prints is
   * read until a prompt stands at its end, so many milliseconds of the bench's clock at most.
   */
  | { readonly kind: 'shell'; readonly pty: PtySize | false; readonly promptWithin?: number }
  /** `orElse`: a command that is asked for on the same channel where the subsystem is refused, as PuTTY does. */
  | { readonly kind: 'subsystem'; readonly name: string; readonly orElse?: string }
  /** On a session channel of its own: X11 forwarding, agent forwarding. */
  | { readonly kind: 'x11' }
  | { readonly kind: 'agent' }
  /** A session channel and nothing more. */
  | { readonly kind: 'session' }
  /** Forwarding by the server, to a TCP port on which the client of the bench listens meanwhile. */
  | { readonly kind: 'direct-tcpip' }
  /** Forwarding to us, from a TCP port of the server. */
  | { readonly kind: 'tcpip-forward'; readonly port: number };

/** One message that wants an answer, and the answer. */
export type SshRequestStep = {
  /** `open session`, `pty-req`, `subsystem`, `tcpip-forward`, … */
  readonly what: string;
  readonly answer: 'granted' | 'refused' | 'ended';
  /** Of SSH_MSG_CHANNEL_OPEN_FAILURE (RFC 4254 section 5.1). */
  readonly reason?: number;
  readonly description?: string;
};

export type SshRequestObservation = {
  readonly kind: 'ssh-request';
  /** Every step was. */
  readonly granted: boolean;
  /** In order, up to the first that was not granted. */
  readonly steps: readonly SshRequestStep[];
  /** TCP connections that the server made to the port that it was to forward to, until it answered. */
  readonly flows?: { readonly to: Endpoint; readonly count: number };
  /** Whether the port that was to be forwarded takes connections after the answer. */
  readonly listening?: boolean;
  /** What the shell printed, where that was read. */
  readonly printed?: string;
  /** What came of the command that was asked for in place of the subsystem. */
  readonly orElse?: {
    readonly answer: SshRequestStep['answer'];
    readonly output: string;
    readonly exitStatus?: number;
  };
  /** Present where the connection is over. */
  readonly end?: SshEnd;
};
