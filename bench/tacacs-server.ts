import type { AaaAccount, AaaAnswer, AaaMark, AaaStoredObservation } from './aaa-dialogue.ts';
import type { Endpoint } from './endpoint.ts';

/** TCP ports at which it can listen: that of RFC 8907, and that of the guide's examples (pages 7 and 9). */
export const tacacsDoors = [49, 9000] as const;
export type TacacsDoor = (typeof tacacsDoors)[number];

export const tacacsKinds = ['authentication', 'authorization', 'accounting'] as const;
export type TacacsKind = (typeof tacacsKinds)[number];

/**
 * What it does in place of a reply. `silence`: says nothing, and holds the connection; `close`: leaves it; `half`: sends half of
 * the reply, and leaves. The others send a reply that is wrong: `garbage` is none at all, `lengths` do not add up, `key` is
 * obfuscated with another key, `unencrypted` is in clear, `session` is of another session, `sequence` has the number of the
 * request, `version` has another major version, `type` another packet type, `status` one that there is not.
 */
export const tacacsFaults = [
  'silence',
  'close',
  'half',
  'garbage',
  'lengths',
  'key',
  'unencrypted',
  'session',
  'sequence',
  'version',
  'type',
  'status',
] as const;
export type TacacsFaultName = (typeof tacacsFaults)[number];

export type TacacsServerArgs = {
  /** Default 49. Each door that it listens at serves by arguments of its own. */
  readonly door?: TacacsDoor;
  /** The shared key; a secret of the bench, revealed. */
  readonly key: string;
  /** Others are refused. Each `listen` begins with them as they are told. */
  readonly accounts?: readonly AaaAccount[];
  /** Default `success`. */
  readonly accounting?: 'success' | 'error';
  /** Seconds on the bench's clock before each reply. */
  readonly delay?: number;
  readonly misbehaves?: {
    readonly how: TacacsFaultName;
    /** Default every kind of request. */
    readonly kind?: TacacsKind;
    /** Which reply of an exchange, from 1; default the first. */
    readonly reply?: number;
  };
};

/** A question that was put to the user. */
export type TacacsPrompt = {
  readonly text: string;
  readonly echo: boolean;
  readonly as: 'get-user' | 'get-data' | 'get-pass';
  /** Absent where none came. */
  readonly answer?: AaaAnswer;
};

/** One session of TACACS+, from its first packet until now. */
export type TacacsExchange = {
  /** When it began, on the bench's clock, milliseconds. */
  readonly at: number;
  readonly door: TacacsDoor;
  /** Names the TCP connection; counted from 1 over the run. */
  readonly connection: number;
  readonly session: number;
  readonly kind: TacacsKind;
  /** Whether the device's packets were sent under a key. */
  readonly obfuscated: boolean;
  /** Why a packet of it makes no sense, under our key; nothing is said to such a one. */
  readonly unreadable?: string;
  /** What follows is of its first packet, and absent where that is unreadable. Empty where the device named none. */
  readonly user?: string;
  /** The device's line, such as `tty2`. */
  readonly port?: string;
  readonly remoteAddress?: string;
  readonly privilege?: number;
  /** `login`, `changePassword`, `sendAuth`, or a number. */
  readonly action?: string;
  /** `ascii`, `pap`, `chap`, …, or a number. */
  readonly type?: string;
  /** `login`, `enable`, …, or a number. */
  readonly service?: string;
  /** How the user was authenticated, of an authorization or accounting request: `tacacsPlus`, `local`, `none`, … */
  readonly method?: string;
  readonly args?: readonly string[];
  /** Of an accounting request. */
  readonly record?: 'start' | 'stop' | 'watchdog' | 'other';
  /** The password of a PAP login. */
  readonly password?: AaaAnswer;
  readonly prompts: readonly TacacsPrompt[];
  /** CONTINUE packets that came. */
  readonly continues: number;
  /** The device gave it up. */
  readonly aborted: boolean;
  /** How it ended; absent where nothing final was said. */
  readonly status?: string;
  /** When that was said. */
  readonly endedAt?: number;
  /** What stands in that last reply. */
  readonly message?: string;
  readonly replyArgs?: readonly string[];
  /** What was done in place of a reply. */
  readonly misbehaved?: TacacsFaultName;
};

export type TacacsConnection = {
  readonly connection: number;
  readonly at: number;
  readonly door: TacacsDoor;
  /** As the DUT knows its ends. */
  readonly client: Endpoint;
  readonly server: Endpoint;
  /** Why what came is no TACACS+. */
  readonly unreadable?: string;
  /** Who ended it first; `network`: a TCP RST came. */
  readonly end?: 'us' | 'client' | 'network';
};

export type TacacsExchangesObservation = {
  readonly kind: 'tacacs-exchanges';
  /** Those that began since the mark, in order. */
  readonly connections: readonly TacacsConnection[];
  readonly exchanges: readonly TacacsExchange[];
  /** Facts that were counted and not kept, because more came than the server keeps. */
  readonly lost: number;
};

/** Until when `exchanges` waits: so many (default 1) that have ended, of which all this is true. */
export type TacacsUntil = {
  readonly count?: number;
  readonly kind?: TacacsKind;
  readonly user?: string;
};

/** A TACACS+ server (RFC 8907) that the DUT asks. It listens only between `listen` and `close`; else the DUT is refused. */
export type TacacsServerContract = {
  /** Begins to listen at a door; where it listens there already, later connections are served by the new arguments. */
  listen: { args: TacacsServerArgs; observation: AaaMark };
  mark: { args: null; observation: AaaMark };
  /** What came since a mark. With `until`, waits for it or for the deadline, at which it does not reject. */
  exchanges: {
    args: { readonly since: number; readonly until?: TacacsUntil };
    observation: TacacsExchangesObservation;
  };
  /** Which of the texts is the password that it has for the user now, at that door. */
  stored: {
    args: { readonly door?: TacacsDoor; readonly username: string; readonly among: readonly string[] };
    observation: AaaStoredObservation;
  };
  /** Listens no more at that door, or at any, and leaves the connections there by TCP FIN. */
  close: { args: { readonly door?: TacacsDoor }; observation: AaaMark };
};
