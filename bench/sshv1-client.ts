import type { CliContract } from './console.ts';
import type { Endpoint } from './endpoint.ts';

/** How a connection of version 1 came to its end; its disconnect message has no reason code. */
export type Sshv1End = {
  readonly by: 'us' | 'server' | 'network';
  /** The text of SSH_MSG_DISCONNECT, where one was sent. */
  readonly description?: string;
};

/** One answer of the server to a request for authentication. `none`: the name of the user alone. */
export type Sshv1AuthTurn = {
  readonly method: 'none' | 'password' | 'rsa';
  /** `challenge`: the server would let the key's owner in (SSH_SMSG_AUTH_RSA_CHALLENGE). */
  readonly result: 'success' | 'failure' | 'challenge';
};

/** What a server says of itself, up to its SSH_SMSG_PUBLIC_KEY. */
type Sshv1ServerFacts = {
  /** The TCP connection, as the DUT knows its ends (through the patch panel, where there is one). */
  readonly connection?: { readonly client: Endpoint; readonly server: Endpoint };
  readonly ident?: string;
  /** Bits of the moduli in SSH_SMSG_PUBLIC_KEY: of the host key, and of the temporary server key. */
  readonly hostKeyBits?: number;
  readonly serverKeyBits?: number;
  /** The ciphers and methods that the server has, in the order of their bits: `des`, `3des`; `rsa`, `password`. */
  readonly cipherMask?: readonly string[];
  readonly authMask?: readonly string[];
  readonly end?: Sshv1End;
  /** Why it failed, in the words of this client or the operating system. */
  readonly detail?: string;
};

/**
 * A login, from the TCP connection to the last answer of the server. The client announces version 1.5 whatever the
 * server announced: `protocol-mismatch` is the server's refusal of that.
 */
export type Sshv1LoginObservation = Sshv1ServerFacts & {
  readonly kind: 'sshv1-login';
  /** Names the session in later calls; absent unless authenticated. */
  readonly session?: number;
  readonly outcome:
    'authenticated' | 'refused' | 'no-agreement' | 'protocol-mismatch' | 'closed' | 'unreachable';
  /** What was chosen, once the server has confirmed it. */
  readonly cipher?: string;
  readonly turns: readonly Sshv1AuthTurn[];
  /** All text of the server until then: lines before its identification, debug messages, what was no packet. */
  readonly textBeforeAuthentication: string;
};

/** What a server answers to an identification string. */
export type Sshv1IdentObservation = Sshv1ServerFacts & {
  readonly kind: 'sshv1-ident';
  /** `public-key`: it began the key exchange of version 1. */
  readonly answer: 'public-key' | 'closed' | 'text' | 'unreachable';
  /** What it said in place of a packet. */
  readonly text: string;
};

/** What may be asked for after authentication. */
export type Sshv1Request =
  | { readonly kind: 'shell' }
  | { readonly kind: 'exec'; readonly command: string }
  | { readonly kind: 'port-forward'; readonly port: number; readonly host: string; readonly hostPort: number }
  | { readonly kind: 'compress'; readonly level: number }
  | { readonly kind: 'agent' }
  | { readonly kind: 'x11' };

/** Shell and command have no answer of their own in the protocol: their output is one. */
export type Sshv1RequestObservation = {
  readonly kind: 'sshv1-request';
  readonly request: Sshv1Request['kind'];
  readonly granted: boolean;
  readonly answer: 'success' | 'failure' | 'output' | 'closed';
};

export type Sshv1EndObservation = { readonly kind: 'sshv1-end'; readonly end: Sshv1End };

/** Until when a client speaks before it falls silent. */
export type Sshv1Phase = 'connected' | 'identified' | 'keys-exchanged' | 'authenticating';

/** A client that fell silent, and what the server did about it. */
export type Sshv1LingerObservation = {
  readonly kind: 'sshv1-linger';
  readonly phase: Sshv1Phase;
  /** Absent while the server had not ended it. */
  readonly end?: Sshv1End;
  /** From the TCP connection to its end, or to the moment when the client had waited long enough. Bench's clock. */
  readonly milliseconds: number;
};

export type Sshv1LoginArgs = {
  /** The bench's account where absent. */
  readonly username?: string;
  readonly password?: string;
  /** The only one that is accepted of what the server has; default 3des. */
  readonly cipher?: 'des' | '3des';
  /** Tried in this order, after the user's name alone; default password. `rsa` is with a key made for it. */
  readonly methods?: readonly ('password' | 'rsa')[];
};

/** A client of SSH protocol 1 (draft-ylonen-ssh-protocol-00) towards the DUT. */
export type Sshv1ClientContract = {
  /** Announces `ident`, default version 1.5, and hangs up when the server has answered. */
  identify: { args: { readonly ident?: string }; observation: Sshv1IdentObservation };
  login: { args: Sshv1LoginArgs; observation: Sshv1LoginObservation };
  /** Opens a terminal and a shell; its command line is then used by `shell.*` calls. */
  shell: {
    args: { readonly session: number };
    observation: CliContract['enter']['observation'];
  };
  'shell.execute': {
    args: { readonly session: number } & CliContract['execute']['args'];
    observation: CliContract['execute']['observation'];
  };
  /** Asks for something and waits for the answer; nothing is done with what was granted. */
  request: {
    args: { readonly session: number; readonly request: Sshv1Request };
    observation: Sshv1RequestObservation;
  };
  /**
   * Says nothing from a phase on, until the server ends the connection or `atMost` milliseconds of the bench's clock have
   * gone by since it began.
   */
  linger: {
    args: { readonly phase: Sshv1Phase; readonly atMost: number };
    observation: Sshv1LingerObservation;
  };
  /** Ends a session from our side. */
  logout: { args: { readonly session: number }; observation: Sshv1EndObservation };
  /** Waits until the session has ended, by whomever. */
  ended: { args: { readonly session: number }; observation: Sshv1EndObservation };
};
