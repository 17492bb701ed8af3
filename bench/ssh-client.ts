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
  /** Signature algorithm of publickey: `ssh-rsa`, `rsa-sha2-256`. */
  readonly keyAlgorithm?: string;
  /** Of publickey that asked first: whether SSH_MSG_USERAUTH_PK_OK came (RFC 4252 section 7). */
  readonly keyAccepted?: boolean;
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

export const userKeyTypes = ['ssh-rsa', 'ssh-dss', 'ecdsa-sha2-nistp256'] as const;
export type UserKeyType = (typeof userKeyTypes)[number];

/** The public half of a key pair that was made for this run; the private half stays with the client. */
export type UserKeyObservation = {
  readonly kind: 'user-key';
  /** By which a login names it; also the comment of `line`. */
  readonly name: string;
  readonly type: UserKeyType;
  readonly bits: number;
  /** As in `id_rsa.pub`: type, base64, comment. */
  readonly line: string;
  /** Of the key blob, 32 hexadecimal digits in upper case. */
  readonly md5: string;
  /** Of the key blob, in base64 without padding. */
  readonly sha256: string;
};

/** How a login signs with a key that `make-key` made. */
export type UserKeyUse = {
  /** Name of the key. */
  readonly key: string;
  /**
   * Default right. `of-another-session`: over the identifier of the session that this key was last used in, as who
   * recorded that login would play it again.
   */
  readonly signature?: 'right' | 'one-bit-flipped' | 'of-another-session';
  /** Whether the server is asked first if the key would do, without a signature; default true, as OpenSSH does. */
  readonly ask?: boolean;
  /** Default: the strongest that the profile claims (`ssh-publickey-algorithms`); `ssh-rsa` where it claims none. */
  readonly algorithm?: 'ssh-rsa' | 'rsa-sha2-256' | 'rsa-sha2-512';
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
  readonly method: 'none' | 'password' | 'keyboard-interactive' | 'publickey';
  readonly password?: string;
};

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
  readonly methods?: readonly ('none' | 'password' | 'keyboard-interactive' | 'publickey')[];
  /** What publickey signs with. */
  readonly publicKey?: UserKeyUse;
  /** In place of `methods`, where each attempt has a password of its own. */
  readonly tries?: readonly SshTry[];
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
  /** Makes a key pair of a user and remembers it under its name; a key of that name is replaced. */
  'make-key': {
    args: { readonly name: string; readonly bits: number; readonly type?: UserKeyType };
    observation: UserKeyObservation;
  };
  login: { args: SshLoginArgs; observation: SshLoginObservation };
  /**
   * Opens a shell in a session; its command line is then used by `shell.*` calls. `pty`: the terminal asked for before,
   * by default of 24 rows and 80 columns.
   */
  shell: {
    args: {
      readonly session: number;
      readonly pty?: PtySize | false;
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
  /** Asks for something in a session, and sees whether it is granted. What was granted is closed again. */
  request: {
    args: { readonly session: number; readonly request: SshRequest };
    observation: SshRequestObservation;
  };
  /** Connects and sends bytes of ours where SSH would be spoken. */
  raw: { args: SshRawArgs; observation: SshRawObservation };
  /** Sends one UDP datagram to the port of the SSH server. */
  'udp-probe': { args: null; observation: UdpProbeObservation };
  /** Ends a session from our side. */
  logout: { args: { readonly session: number }; observation: SshEndObservation };
  /** Waits until the session has ended, by whomever. */
  ended: { args: { readonly session: number }; observation: SshEndObservation };
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
