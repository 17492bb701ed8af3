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

export type SshLoginArgs = {
  /** The bench's account where absent. */
  readonly username?: string;
  readonly password?: string;
  /** Tried in this order; default keyboard-interactive, then password. */
  readonly methods?: readonly ('none' | 'password' | 'keyboard-interactive' | 'publickey')[];
  /** What publickey signs with. */
  readonly publicKey?: UserKeyUse;
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
  /** Makes a key pair of a user and remembers it under its name; a key of that name is replaced. */
  'make-key': {
    args: { readonly name: string; readonly bits: number; readonly type?: UserKeyType };
    observation: UserKeyObservation;
  };
  login: { args: SshLoginArgs; observation: SshLoginObservation };
  /** Opens a shell in a session; its command line is then used by `shell.*` calls. */
  shell: {
    args: { readonly session: number };
    observation: CliContract['enter']['observation'];
  };
  'shell.execute': {
    args: { readonly session: number } & CliContract['execute']['args'];
    observation: CliContract['execute']['observation'];
  };
  exec: { args: { readonly session: number; readonly command: string }; observation: SshExecObservation };
  /** Ends a session from our side. */
  logout: { args: { readonly session: number }; observation: SshEndObservation };
  /** Waits until the session has ended, by whomever. */
  ended: { args: { readonly session: number }; observation: SshEndObservation };
};
