import type { Endpoint } from './endpoint.ts';

/** Where it listens: the port that the role names (49), or the role's other port. */
export const tacacsDoors = ['service', 'other-port'] as const;
export type TacacsDoor = (typeof tacacsDoors)[number];

/**
 * Whom the server knows, and what it asks of him. The password is asked for first, unless `questions` are asked in its place. Passwords
 * and answers are secrets of the bench, revealed.
 */
export type TacacsAccount = {
  readonly username: string;
  readonly password: string;
  /** Given at exec authorization; default 1. */
  readonly privilege?: number;
  /**
   * When the password has to be changed: never; at the first login; after so many logins. A blank first answer begins a change
   * whenever `onBlank` says so (guide page 41).
   */
  readonly change?: { readonly afterLogins?: number; readonly onBlank?: true };
  /** Asked one after the other, each with its text and echo. */
  readonly questions?: readonly TacacsQuestion[];
  /** The n-th login is asked the n-th of these, and then none is left to be right. */
  readonly challenges?: readonly TacacsQuestion[];
  /** What is said with the refusal, and with the pass. */
  readonly refusal?: string;
  readonly welcome?: string;
};

export type TacacsQuestion = {
  readonly text: string;
  readonly echo: boolean;
  /** The only answer that is right. */
  readonly answer: string;
};

export const tacacsFaults = [
  /** Takes the connection and says nothing. */
  'silence',
  /** Closes the connection when the first packet has come. */
  'hang-up',
  /** Answers in a session that nobody began. */
  'other-session',
  /** Answers with bytes that are no packet. */
  'garbage',
  /** Answers with a body whose lengths do not add up. */
  'torn-body',
  /** Says that it has an error (status ERROR). */
  'error',
] as const;
export type TacacsFault = (typeof tacacsFaults)[number];

export type TacacsServerArgs = {
  /** Default `service`. */
  readonly door?: TacacsDoor;
  /** The shared key, a secret of the bench, revealed. */
  readonly key: string;
  readonly accounts?: readonly TacacsAccount[];
  readonly fault?: TacacsFault;
  /** Seconds before each answer, on the bench's clock. */
  readonly delay?: number;
  /** Commands (`reload`) that command authorization refuses; default none. */
  readonly refusedCommands?: readonly string[];
};

/** One prompt of a dialogue, and what came back. */
export type TacacsTurn = {
  /** Server message, as it was sent. */
  readonly text: string;
  readonly echo: boolean;
  readonly asked: 'user' | 'password' | 'data';
  readonly answer: 'right' | 'wrong' | 'blank' | 'aborted' | 'none';
};

/** One session: an authentication, an authorization or an accounting record. */
export type TacacsExchange = {
  /** When its first packet came, on the bench's clock, milliseconds. */
  readonly at: number;
  readonly door: TacacsDoor;
  readonly client: Endpoint;
  readonly kind: 'authentication' | 'authorization' | 'accounting' | 'unreadable';
  /** What it was that could not be read. */
  readonly detail?: string;
  readonly user?: string;
  /** Of the START: `login`, `change-password`, `send-auth`. */
  readonly action?: string;
  /** `ascii`, `pap`, `chap`, … */
  readonly type?: string;
  /** `login`, `enable`, … */
  readonly service?: string;
  readonly privilege?: number;
  readonly port?: string;
  readonly remoteAddress?: string;
  /** Of authorization and accounting. */
  readonly args?: readonly string[];
  /** Of accounting. */
  readonly record?: 'start' | 'stop' | 'watchdog';
  readonly turns: readonly TacacsTurn[];
  /** How the server decided; absent where it did not come to that. */
  readonly result?: 'pass' | 'fail' | 'error';
  /** Whether this login changed the password that is stored. */
  readonly passwordChanged: boolean;
};

export type TacacsExchangesObservation = {
  readonly kind: 'tacacs-exchanges';
  readonly exchanges: readonly TacacsExchange[];
};

type TacacsMark = { readonly kind: 'mark'; readonly position: number };

/** A TACACS+ server (RFC 8907) for the DUT. */
export type TacacsServerContract = {
  /** Begins to listen at a door, or goes on there with these arguments: what it remembered of its accounts is forgotten. */
  listen: { args: TacacsServerArgs; observation: TacacsMark };
  mark: { args: null; observation: TacacsMark };
  /** What came since a mark. With `until`, waits for so many decided exchanges of that kind, or the deadline. */
  exchanges: {
    args: {
      readonly since: number;
      readonly until?: { readonly kind: TacacsExchange['kind']; readonly count?: number };
    };
    observation: TacacsExchangesObservation;
  };
  /** Listens no more at any door; connections are refused. */
  close: { args: null; observation: TacacsMark };
};
