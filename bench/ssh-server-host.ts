import type { ScpContent } from './scp-content.ts';
import type { Endpoint } from './endpoint.ts';
import type { SshAlgorithms, SshOffer } from './ssh-client.ts';
import type { Farewell, RemoteHost, ServedCopy, ServedProgram, ServedPty } from './ssh-server-shell.ts';

/**
 * How far a connection came, in this order. `connected`: TCP; `identified`: the client's identification string came;
 * `key-exchange`: its KEXINIT came; `keys-exchanged`: its first NEWKEYS came; `authenticating`: its first authentication
 * request came; `authenticated`; `session`: a shell, command or subsystem was asked for and given; `ended`.
 */
export const serverPhases = [
  'connected',
  'identified',
  'key-exchange',
  'keys-exchanged',
  'authenticating',
  'authenticated',
  'session',
  'ended',
] as const;
export type ServerPhase = (typeof serverPhases)[number];

/** Where a server can fall silent or leave. */
export type StoppingPhase = Exclude<ServerPhase, 'keys-exchanged' | 'authenticated' | 'ended'>;

/**
 * Where it listens: the SSH port that the role names, the role's other port (`bench.otherSshPort`), or the same address in
 * the VRF of the role `vrf`.
 */
export const serverDoors = ['service', 'other-port', 'vrf'] as const;
export type ServerDoor = (typeof serverDoors)[number];

/** A host key that was made for this run; the private half stays with the server. */
export type HostKeyObservation = {
  readonly kind: 'host-key';
  /** By which `listen` names it; also the comment of `line`. */
  readonly name: string;
  readonly type: 'ssh-rsa';
  readonly bits: number;
  /** As in `id_rsa.pub`: type, base64, comment. */
  readonly line: string;
  /** The base64 of `line` alone, as `key-string` takes it. */
  readonly blob: string;
  /** Of the key blob, 32 hexadecimal digits in upper case. */
  readonly md5: string;
  /** Of the key blob, in base64 without padding. */
  readonly sha256: string;
};

/** One round of keyboard-interactive (RFC 4256 section 3.2). */
export type InteractiveRound = {
  readonly name?: string;
  readonly instruction?: string;
  readonly prompts: readonly {
    readonly text: string;
    readonly echo: boolean;
    /** The only answer that is right; absent: the password of the account. */
    readonly answer?: string;
  }[];
};

export type SshServerArgs = {
  /** Default `service`. Each door that it listens at serves by arguments of its own. */
  readonly door?: ServerDoor;
  /** Without its line end; default `SSH-2.0-lab`. */
  readonly ident?: string;
  /** Name of a key of `make-key`; absent: a key of 2048 bits that the server makes for itself once. */
  readonly hostKey?: string;
  /** Name lists of our KEXINIT; what is absent is all that the guide and later releases name. Any name may be given. */
  readonly algorithms?: {
    readonly kex?: readonly string[];
    readonly hostKey?: readonly string[];
    readonly cipher?: readonly string[];
    readonly mac?: readonly string[];
    readonly compression?: readonly string[];
  };
  /** Sizes of the groups that a group exchange gives, in bits; default 1024, 2048, 4096 and what lies between. */
  readonly groupBits?: readonly number[];
  /** Who is let in. Without one nobody is. Passwords are secrets of the bench, revealed. */
  readonly accounts?: readonly { readonly username: string; readonly password: string }[];
  /** What the refusals list, in this order; default keyboard-interactive, then password. */
  readonly methods?: readonly ('none' | 'password' | 'keyboard-interactive' | 'publickey')[];
  /** Rounds of keyboard-interactive; default one with the prompt `Password: `, not echoed. */
  readonly interactive?: readonly InteractiveRound[];
  /** Failed attempts, `none` not counted, after which the server disconnects (reason 2); default never. */
  readonly mostFailures?: number;
  /** SSH_MSG_USERAUTH_BANNER, as it is. */
  readonly banner?: string;
  readonly remote?: RemoteHost;
  /** Serves SCP: files by path. What a client sends is kept under its path until the server listens anew. */
  readonly files?: { readonly [path: string]: ScpContent };
  /**
   * How the key exchange is signed; default `right`. `of-another-key`: by a key that is not the one presented, whose
   * signature is no signature of it.
   */
  readonly signature?: 'right' | 'of-another-key' | 'one-bit-flipped';
  /** The first exchange is right, later ones present and are signed by this key (name of `make-key`). */
  readonly rekeyHostKey?: string;
  /** Bytes, both directions together, after which the server makes new keys. */
  readonly rekeyBytes?: number;
  /**
   * Says nothing more from there on, and holds the connection: `connected` not even its identification string,
   * `identified` no KEXINIT, `key-exchange` no answer to the client's, `authenticating` none to its first request for
   * authentication, `session` none to the request for a shell or command.
   */
  readonly stallAt?: StoppingPhase;
  /** Leaves there, in the way that is given (default `disconnect` with the reason, default 11, by application). */
  readonly leaveAt?: {
    readonly phase: StoppingPhase;
    readonly how?: Farewell;
    readonly reason?: number;
    readonly description?: string;
  };
};

/** One request for authentication (RFC 4252 section 5) and what came of it. */
export type ServedAuthTurn = {
  /** As the client named it. */
  readonly method: string;
  readonly user: string;
  /** `unanswered`: the connection ended, or fell silent, over it. */
  readonly result: 'success' | 'failure' | 'unanswered';
  /** Prompts of keyboard-interactive that were sent, in all rounds, and of those how many got an answer. */
  readonly prompts: number;
  readonly answered: number;
  /** Of a password or of the answers, in order: never what was typed. */
  readonly answers: readonly ('right' | 'wrong' | 'empty')[];
};

/** A key exchange after the first (RFC 4253 section 9). */
export type ServedRekey = {
  readonly by: 'us' | 'client';
  /** Whether the client's NEWKEYS came. */
  readonly completed: boolean;
  /** Of the key that we presented. */
  readonly sha256?: string;
};

/** One TCP connection that the DUT opened to the server, from its beginning until now. */
export type SshServedConnection = {
  /** Names it in later calls; counted from 1 over the run. */
  readonly connection: number;
  /** When it came, on the bench's clock, milliseconds. */
  readonly at: number;
  /** As the DUT knows its ends. */
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly door: ServerDoor;
  /** The furthest it came. */
  readonly phase: ServerPhase;
  /** The client's identification string, without its line end; absent where none came. */
  readonly ident?: string;
  /** What the server said of itself; absent where it had said nothing. */
  readonly serverIdent?: string;
  /** The client's first KEXINIT. `In` is from the client to us. */
  readonly offer?: SshOffer;
  /** What was agreed in the first key exchange. */
  readonly algorithms?: SshAlgorithms;
  /** Bytes of the MACs after the first NEWKEYS. */
  readonly macLength?: { readonly in: number; readonly out: number };
  /** What was asked for in a group exchange (RFC 4419), in bits, and the size that was given; 0 where there was none. */
  readonly groupRequest?: {
    readonly min: number;
    readonly preferred: number;
    readonly max: number;
    readonly given: number;
  };
  /** The key that the first exchange presented. */
  readonly hostKey?: { readonly type: string; readonly bits: number; readonly sha256: string };
  /** Whether anything was asked for after the keys: the authentication service, and authentication itself. */
  readonly serviceAsked: boolean;
  readonly authenticationAsked: boolean;
  /** The user of the last request. */
  readonly user?: string;
  /** In the order of the requests; `none` is one. */
  readonly turns: readonly ServedAuthTurn[];
  readonly authenticated: boolean;
  readonly pty?: ServedPty;
  /** Names of the requests on the session's channel, in order: `pty-req`, `shell`, `exec`, `env`, … */
  readonly requests: readonly string[];
  readonly program?: ServedProgram;
  /** Where the program was `scp`, and files are served. */
  readonly copy?: ServedCopy;
  /** All that came on the channel (latin-1). */
  readonly typed: string;
  readonly rekeys: readonly ServedRekey[];
  /** Why it could not go on, such as a list of algorithms without anything in common. */
  readonly detail?: string;
  readonly end?: ServedEnd;
};

export type ServedEnd = {
  /** `network`: by a TCP RST that came, as of a client that dies or leaves rudely. */
  readonly by: 'us' | 'client' | 'network';
  /** SSH_MSG_DISCONNECT of whoever ended it (RFC 4253 section 11.1), where one was sent. */
  readonly reason?: number;
  readonly description?: string;
};

/** The connections that began since a mark, in order. */
export type SshConnectionsObservation = {
  readonly kind: 'ssh-connections';
  readonly connections: readonly SshServedConnection[];
};

/** A place in the recording from which `connections` looks. */
export type ServerMark = { readonly kind: 'mark'; readonly position: number };

/** Until when `connections` waits: `count` connections since the mark (default 1) of which all this is true. */
export type ServedUntil = {
  readonly count?: number;
  /** It came as far as that, or further. */
  readonly phase?: ServerPhase;
  /** This stands in what came on its channel. */
  readonly typed?: string;
  /** So many requests for authentication, `none` included. */
  readonly turns?: number;
};

/** An SSH-2 server that the DUT dials. It listens only between `listen` and `close`; else the DUT's connection is refused. */
export type SshServerHostContract = {
  /** Makes an RSA host key and remembers it under its name; a key of that name is replaced. */
  'make-key': { args: { readonly name: string; readonly bits: number }; observation: HostKeyObservation };
  /**
   * Begins to listen at a door; where it listens there already, later connections are served by the new arguments. Rejects
   * where the bench has no such door.
   */
  listen: { args: SshServerArgs; observation: ServerMark };
  mark: { args: null; observation: ServerMark };
  /**
   * What came since a mark. With `until`, waits for it or for the deadline; at the deadline it does not reject: the span
   * from the mark to where the recording stands proves what did not come. Without, answers at once.
   */
  connections: {
    args: { readonly since: number; readonly until?: ServedUntil };
    observation: SshConnectionsObservation;
  };
  /** Prints in a session, as it is. */
  send: { args: { readonly connection: number; readonly text: string }; observation: ServerMark };
  /** Leaves a connection. `exit`: the program ends with that status (default 0), and the client may hang up. */
  end: {
    args: {
      readonly connection: number;
      readonly how: Farewell | 'exit';
      readonly status?: number;
      readonly reason?: number;
      readonly description?: string;
    };
    observation: ServerMark;
  };
  /** Makes new keys, and waits until that is done or the connection has ended; at the deadline it does not reject. */
  rekey: { args: { readonly connection: number }; observation: ServerMark };
  /** Listens no more, and leaves the connections that are open, by TCP FIN. */
  close: { args: null; observation: ServerMark };
};
