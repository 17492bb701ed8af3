import type { CliContract } from './console.ts';
import type { Endpoint } from './endpoint.ts';

/** The identification string of the server, without its line end (RFC 4253 section 4.2). */
export type IdentObservation = { readonly kind: 'ident'; readonly ident: string };

export type SshAlgorithms = {
  readonly kex: string;
  readonly hostKey: string;
  readonly cipherIn: string;
  readonly cipherOut: string;
  readonly macIn: string;
  readonly macOut: string;
  readonly compressionIn: string;
  readonly compressionOut: string;
};

/** The name lists of a KEXINIT (RFC 4253 section 7.1), in the order sent. */
export type SshOffer = {
  readonly kex: readonly string[];
  readonly hostKey: readonly string[];
  readonly cipherIn: readonly string[];
  readonly cipherOut: readonly string[];
  readonly macIn: readonly string[];
  readonly macOut: readonly string[];
  readonly compressionIn: readonly string[];
  readonly compressionOut: readonly string[];
};

export type SshAuthTurn = {
  readonly method: 'none' | 'password' | 'keyboard-interactive' | 'publickey';
  readonly result: 'success' | 'failure' | 'partial';
  /** "Authentications that can continue", as the server listed them in its refusal. */
  readonly canContinue: readonly string[];
  /** Prompts of keyboard-interactive. */
  readonly prompts: readonly { readonly text: string; readonly echo: boolean }[];
};

/** How a connection came to its end. */
export type SshEnd = {
  readonly by: 'us' | 'server' | 'network';
  /** SSH_MSG_DISCONNECT reason code (RFC 4253 section 11.1), where one was sent. */
  readonly reason?: number;
  readonly description?: string;
};

/** A login, from the TCP connection to the last answer of the server. `in` is from the server to us. */
export type SshLoginObservation = {
  readonly kind: 'ssh-login';
  /** Names the session in later calls; absent unless authenticated. */
  readonly session?: number;
  readonly outcome:
    'authenticated' | 'refused' | 'no-agreement' | 'protocol-mismatch' | 'closed' | 'unreachable';
  /** The TCP connection, as the DUT knows its ends (through the patch panel, where there is one). */
  readonly connection?: { readonly client: Endpoint; readonly server: Endpoint };
  readonly ident?: string;
  /** Our own identification string, as it was sent. */
  readonly clientIdent?: string;
  readonly offer?: SshOffer;
  readonly algorithms?: SshAlgorithms;
  /** Bits of the group that a group exchange chose (RFC 4419). */
  readonly dhGroupBits?: number;
  readonly hostKey?: { readonly type: string; readonly bits: number; readonly sha256: string };
  readonly banner?: string;
  readonly turns: readonly SshAuthTurn[];
  readonly end?: SshEnd;
  /** Why it failed, in the words of the client library or the operating system. */
  readonly detail?: string;
};

export type SshExecObservation = {
  readonly kind: 'ssh-exec';
  readonly output: string;
  readonly exitStatus?: number;
};

export type SshEndObservation = { readonly kind: 'ssh-end'; readonly end: SshEnd };

/** One binary packet (RFC 4253 section 6) that the client sent, or received with a right MAC. */
export type SshPacket = {
  readonly direction: 'sent' | 'received';
  /** SSH message number. */
  readonly type: number;
  /** Bytes of the packet without its MAC: the length field, the padding length, payload and padding. */
  readonly length: number;
  readonly padLength: number;
  /** 0 before the first NEWKEYS. */
  readonly macLength: number;
  /** Bytes that are decrypted before the length is known; 8 before the first NEWKEYS. */
  readonly blockLength: number;
  /** Counted in each direction from 0 at the beginning of the connection. */
  readonly sequence: number;
  readonly encrypted: boolean;
};

/** The packets of a session in the order in which they crossed our end. */
export type SshPacketsObservation = { readonly kind: 'ssh-packets'; readonly packets: readonly SshPacket[] };

/** A shell that was asked for behind a request for X11 forwarding (RFC 4254 section 6.3.1). */
export type SshX11Observation = {
  readonly kind: 'ssh-x11';
  /** What was said to that request; absent where the session ended over it. */
  readonly answer?: 'granted' | 'refused';
  /** Whether the shell was opened all the same. */
  readonly shell: boolean;
};

/** Keys that were typed one by one, and what came back until the line was empty again. */
export type SshKeysObservation = {
  readonly kind: 'ssh-keys';
  readonly keys: string;
  /** What came after each key and before the next. */
  readonly echoes: readonly string[];
};

export type SshLoginArgs = {
  /** The bench's account where absent. */
  readonly username?: string;
  readonly password?: string;
  /** Tried in this order; default keyboard-interactive, then password. */
  readonly methods?: readonly ('none' | 'password' | 'keyboard-interactive')[];
  /** In place of methods and password: what is tried, in this order. */
  readonly tries?: readonly {
    readonly method: 'none' | 'password' | 'keyboard-interactive';
    readonly password?: string;
  }[];
  /** Our bytes go out in pieces of so many, each as a TCP segment of its own. */
  readonly writeSize?: number;
  /** What we offer; what is absent is offered in the guide's order. */
  readonly algorithms?: {
    readonly kex?: readonly string[];
    readonly hostKey?: readonly string[];
    /** Both directions, unless one is given by itself; `In` is from the server to us. */
    readonly cipher?: readonly string[];
    readonly cipherIn?: readonly string[];
    readonly cipherOut?: readonly string[];
    readonly mac?: readonly string[];
    readonly macIn?: readonly string[];
    readonly macOut?: readonly string[];
    readonly compression?: readonly string[];
  };
  /** Bits asked for in a group exchange; default 1024, 2048, 4096. */
  readonly groupExchange?: { readonly min: number; readonly preferred: number; readonly max: number };
};

/** An SSH-2 client towards the DUT. */
export type SshClientContract = {
  /** Connects, reads the identification string and hangs up. */
  identify: { args: null; observation: IdentObservation };
  login: { args: SshLoginArgs; observation: SshLoginObservation };
  /** Opens a shell in a session; its command line is then used by `shell.*` calls. */
  shell: {
    args: {
      readonly session: number;
      /** Default 24 rows of 80 columns; false asks for none. */
      readonly pty?: false | { readonly rows: number; readonly cols: number };
    };
    observation: CliContract['enter']['observation'];
  };
  'shell.execute': {
    args: { readonly session: number } & CliContract['execute']['args'];
    observation: CliContract['execute']['observation'];
  };
  /** Types printable keys at the prompt, each after the echo of the one before, and erases them again. */
  'shell.keys': {
    args: { readonly session: number; readonly keys: string };
    observation: SshKeysObservation;
  };
  exec: { args: { readonly session: number; readonly command: string }; observation: SshExecObservation };
  /** Ends a session from our side. */
  logout: { args: { readonly session: number }; observation: SshEndObservation };
  /** Waits until the session has ended, by whomever. */
  ended: { args: { readonly session: number }; observation: SshEndObservation };
  /** Ends a session's TCP connection with RST. */
  reset: { args: { readonly session: number }; observation: SshEndObservation };
  /** All packets of a session so far; it may have ended. */
  packets: { args: { readonly session: number }; observation: SshPacketsObservation };
  /** Sends SSH_MSG_IGNORE (RFC 4253 section 11.2) with so many bytes of data; gives all packets so far. */
  ignore: {
    args: { readonly session: number; readonly bytes: number };
    observation: SshPacketsObservation;
  };
  /** Sends one packet, an SSH_MSG_IGNORE, with one bit of its MAC changed, and waits for the end of the session. */
  damage: { args: { readonly session: number }; observation: SshEndObservation };
  /** Opens a shell as `shell` does, and asks for X11 forwarding between the terminal and it; `shell.execute` then types. */
  x11: { args: { readonly session: number }; observation: SshX11Observation };
};
