import type { Endpoint } from './endpoint.ts';
import type { ServedUntil, ServerMark, ServerPhase, StoppingPhase } from './ssh-server-host.ts';
import type { Farewell, RemoteHost, ServedProgram, ServedPty } from './ssh-server-shell.ts';

export type Sshv1ServerArgs = {
  /** Without its line end; default `SSH-1.5-lab`. `SSH-1.99-…` while the SSH-2 server listens with the same one: both are served. */
  readonly ident?: string;
  /** Bits of the host key and of the server key; default 2048 and 1152. They differ by at least 128. */
  readonly hostKeyBits?: number;
  readonly serverKeyBits?: number;
  /** The ciphers that are offered; default des and 3des. `other`: only one that nobody here has (Blowfish). */
  readonly ciphers?: readonly ('des' | '3des' | 'other')[];
  /** Who is let in. Without one nobody is. Passwords are secrets of the bench, revealed. */
  readonly accounts?: readonly { readonly username: string; readonly password: string }[];
  /** What the mask offers; default password. */
  readonly methods?: readonly ('password' | 'rsa')[];
  /** Failed attempts after which the server disconnects; default never. */
  readonly mostFailures?: number;
  readonly remote?: RemoteHost;
  /** As of the SSH-2 server; `key-exchange` is when the client's session key came. */
  readonly stallAt?: StoppingPhase;
  readonly leaveAt?: {
    readonly phase: StoppingPhase;
    readonly how?: Farewell;
    readonly description?: string;
  };
};

/** One request for authentication and what came of it. */
export type Servedv1AuthTurn = {
  /** `none`: the name of the user alone. */
  readonly method: 'none' | 'password' | 'rsa' | 'rhosts' | 'other';
  readonly result: 'success' | 'failure' | 'unanswered';
  /** Of a password: never what was typed. */
  readonly answer?: 'right' | 'wrong' | 'empty';
};

/** One TCP connection that the DUT opened to the server of version 1, from its beginning until now. */
export type Sshv1ServedConnection = {
  /** Names it in later calls; counted from 1 over the run. */
  readonly connection: number;
  /** When it came, on the bench's clock, milliseconds. */
  readonly at: number;
  /** As the DUT knows its ends. */
  readonly client: Endpoint;
  readonly server: Endpoint;
  /** The furthest it came; `key-exchange`: the session key came; `authenticating`: the name of a user came. */
  readonly phase: ServerPhase;
  readonly ident?: string;
  readonly serverIdent?: string;
  /** What the client chose: `des`, `3des`, or the name or number of another. */
  readonly cipher?: string;
  /** Whether the name of a user, and whether a password or key came. */
  readonly userAsked: boolean;
  readonly authenticationAsked: boolean;
  readonly user?: string;
  readonly turns: readonly Servedv1AuthTurn[];
  readonly authenticated: boolean;
  readonly pty?: ServedPty;
  /** `pty`, `shell`, `exec`, `compression`, `max-packet-size`, `agent`, `x11`, `port-forward`, in order. */
  readonly requests: readonly string[];
  readonly program?: ServedProgram;
  /** All that was typed (latin-1). */
  readonly typed: string;
  readonly detail?: string;
  readonly end?: {
    readonly by: 'us' | 'client' | 'network';
    /** The text of SSH_MSG_DISCONNECT, where one was sent. */
    readonly description?: string;
  };
};

/** The connections that began since a mark, in order. */
export type Sshv1ConnectionsObservation = {
  readonly kind: 'sshv1-connections';
  readonly connections: readonly Sshv1ServedConnection[];
};

/** A server of SSH protocol 1 (draft-ylonen-ssh-protocol-00) that the DUT dials; operations as of `ssh-server-host`. */
export type Sshv1ServerHostContract = {
  listen: { args: Sshv1ServerArgs; observation: ServerMark };
  mark: { args: null; observation: ServerMark };
  connections: {
    args: { readonly since: number; readonly until?: ServedUntil };
    observation: Sshv1ConnectionsObservation;
  };
  /** Prints in a session, as it is. */
  send: { args: { readonly connection: number; readonly text: string }; observation: ServerMark };
  end: {
    args: {
      readonly connection: number;
      readonly how: Farewell | 'exit';
      readonly status?: number;
      readonly description?: string;
    };
    observation: ServerMark;
  };
  /** Listens no more, and leaves the connections that are open, by TCP FIN. */
  close: { args: null; observation: ServerMark };
};
