import type { CliContract } from './console.ts';
import type { Endpoint } from './endpoint.ts';
import type { SshRawArgs, SshRawObservation, UdpProbeObservation } from './ssh-raw.ts';
import type { PtySize, SshRequest, SshRequestObservation } from './ssh-request.ts';

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
  readonly offer?: SshOffer;
  readonly algorithms?: SshAlgorithms;
  /** Bits of the group that a group exchange chose (RFC 4419). */
  readonly dhGroupBits?: number;
  readonly hostKey?: { readonly type: string; readonly bits: number; readonly sha256: string };
  readonly banner?: string;
  /** What came of a channel that was asked for before the authentication; `granted` if it ever was. */
  readonly earlyChannel?: 'granted' | 'refused' | 'unanswered';
  /** Whether the key exchange that we guessed (RFC 4253 section 7.1) was the server's first choice too. */
  readonly guess?: 'right' | 'wrong';
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

/** How far a client goes before it falls silent: `authenticating` leaves the first prompt unanswered. */
export const lingerPhases = ['connected', 'identified', 'keys-exchanged', 'authenticating'] as const;
export type LingerPhase = (typeof lingerPhases)[number];

/** A client that fell silent, and what the server did about it. */
export type SshLingerObservation = {
  readonly kind: 'ssh-linger';
  readonly phase: LingerPhase;
  /**
   * False where the connection ended, or time was up, before the client had come as far as that; `connected` is
   * reached when the server has said who it is.
   */
  readonly reached: boolean;
  /** From the TCP connection to its end, or to the moment when the client had waited long enough. Bench's clock. */
  readonly milliseconds: number;
  /** Absent while the server had not ended it. */
  readonly end?: SshEnd;
};

/** The key exchanges of a session up to now, the first included (RFC 4253 section 9). */
export type SshKeyExchangesObservation = {
  readonly kind: 'ssh-key-exchanges';
  /** Those that came to their end. */
  readonly count: number;
  /** Of the later ones, those whose first KEXINIT came from the server. */
  readonly startedByServer: number;
  /** Where the session is over. */
  readonly end?: SshEnd;
};

/** One attempt at authentication. Without a password it is the one of the login. */
export type SshTry = {
  readonly method: 'none' | 'password' | 'keyboard-interactive';
  readonly password?: string;
};

export type SshLoginArgs = {
  /** The bench's account where absent. */
  readonly username?: string;
  readonly password?: string;
  /** Tried in this order; default keyboard-interactive, then password. */
  readonly methods?: readonly ('none' | 'password' | 'keyboard-interactive')[];
  /** In place of `methods`, where each attempt has a password of its own. */
  readonly tries?: readonly SshTry[];
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
  /** Our identification string, without its line end; default that of the client library. */
  readonly ident?: string;
  /** Sends the first packet of the key exchange that we prefer along with our offer (first_kex_packet_follows). */
  readonly guess?: true;
  /** Asks for a session channel before each attempt to authenticate. */
  readonly channelFirst?: true;
  /** Bits asked for in a group exchange; default 1024, 2048, 4096. */
  readonly groupExchange?: { readonly min: number; readonly preferred: number; readonly max: number };
};

/** An SSH-2 client towards the DUT. */
export type SshClientContract = {
  /** Connects, reads the identification string and hangs up. */
  identify: { args: null; observation: IdentObservation };
  login: { args: SshLoginArgs; observation: SshLoginObservation };
  /**
   * Opens a shell in a session; its command line is then used by `shell.*` calls. `pty`: the terminal asked for before,
   * by default of 24 rows and 80 columns.
   */
  shell: {
    args: { readonly session: number; readonly pty?: PtySize | false };
    observation: CliContract['enter']['observation'];
  };
  'shell.execute': {
    args: { readonly session: number } & CliContract['execute']['args'];
    observation: CliContract['execute']['observation'];
  };
  exec: { args: { readonly session: number; readonly command: string }; observation: SshExecObservation };
  /** Asks for something in a session, and sees whether it is granted. What was granted is closed again. */
  request: {
    args: { readonly session: number; readonly request: SshRequest };
    observation: SshRequestObservation;
  };
  /** Connects and sends bytes of ours where SSH would be spoken. */
  raw: { args: SshRawArgs; observation: SshRawObservation };
  /** Sends one UDP datagram to the port of the SSH server. */
  'udp-probe': { args: null; observation: UdpProbeObservation };
  /**
   * Connects, goes as far as the phase and says nothing more, until the server ends the connection or `atMost`
   * milliseconds of the bench's clock have gone by since it began.
   */
  linger: {
    args: { readonly phase: LingerPhase; readonly atMost: number };
    observation: SshLingerObservation;
  };
  /** Waits until there were `atLeast` key exchanges (default 1), the session has ended, or the deadline has come. */
  'key-exchanges': {
    args: { readonly session: number; readonly atLeast?: number };
    observation: SshKeyExchangesObservation;
  };
  /** The client dies: TCP RST, without a farewell. */
  abandon: { args: { readonly session: number }; observation: SshEndObservation };
  /** Ends a session from our side. */
  logout: { args: { readonly session: number }; observation: SshEndObservation };
  /** Waits until the session has ended, by whomever. */
  ended: { args: { readonly session: number }; observation: SshEndObservation };
};
