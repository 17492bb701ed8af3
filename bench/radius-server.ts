import type { Endpoint } from './endpoint.ts';

/** A pair of UDP ports, for authentication and accounting: those that the role names (1812 and 1813), or its other two. */
export const radiusDoors = ['service', 'other-ports'] as const;
export type RadiusDoor = (typeof radiusDoors)[number];

/** Passwords and answers are secrets of the bench, revealed. */
export type RadiusAccount = {
  readonly username: string;
  readonly password: string;
  /** Given with the Access-Accept as `shell:priv-lvl`; default 1. */
  readonly privilege?: number;
  /** Each asked by an Access-Challenge, one after the other, once the password was right. */
  readonly challenges?: readonly { readonly text: string; readonly echo: boolean; readonly answer: string }[];
  /** Reply-Message of the Access-Reject. */
  readonly refusal?: string;
};

export const radiusFaults = [
  'silence',
  /** Signs with another secret. */
  'other-secret',
  /** Answers a request that nobody made. */
  'other-identifier',
  /** Answers with bytes that are no packet. */
  'garbage',
  /** Answers without a Message-Authenticator, as servers did before CVE-2024-3596. */
  'no-message-authenticator',
  /** Answers with a Message-Authenticator that is wrong, under a right response authenticator. */
  'wrong-message-authenticator',
] as const;
export type RadiusFault = (typeof radiusFaults)[number];

export type RadiusServerArgs = {
  /** Default `service`. */
  readonly door?: RadiusDoor;
  /** The shared secret, one of the bench's, revealed. */
  readonly secret: string;
  readonly accounts?: readonly RadiusAccount[];
  readonly fault?: RadiusFault;
};

/** One request; one that is sent again is one more. */
export type RadiusExchange = {
  /** When it came, on the bench's clock, milliseconds. */
  readonly at: number;
  readonly door: RadiusDoor;
  readonly client: Endpoint;
  readonly kind: 'access' | 'accounting' | 'unreadable';
  /** Why it could not be read. */
  readonly detail?: string;
  readonly identifier?: number;
  /** Whether the same request came before. */
  readonly again: boolean;
  readonly user?: string;
  /** Of the User-Password, or of the answer to a challenge. */
  readonly password?: 'right' | 'wrong' | 'blank' | 'absent';
  readonly messageAuthenticator?: 'right' | 'wrong' | 'absent';
  readonly serviceType?: number;
  readonly nasAddress?: string;
  readonly callingStation?: string;
  readonly nasPortId?: string;
  /** Of accounting. */
  readonly record?: 'start' | 'stop' | 'interim';
  /** What was answered; absent where nothing was. */
  readonly answer?: 'accept' | 'reject' | 'challenge' | 'accounted';
  /** The text of the challenge, and its echo. */
  readonly challenge?: { readonly text: string; readonly echo: boolean };
};

export type RadiusExchangesObservation = {
  readonly kind: 'radius-exchanges';
  readonly exchanges: readonly RadiusExchange[];
};

type RadiusMark = { readonly kind: 'mark'; readonly position: number };

/** A RADIUS server (RFC 2865, 2866) for the DUT. */
export type RadiusServerContract = {
  /** Begins to answer at a door, or goes on there with these arguments. */
  listen: { args: RadiusServerArgs; observation: RadiusMark };
  mark: { args: null; observation: RadiusMark };
  /** What came since a mark. With `until`, waits for so many of that kind (default 1), or the deadline. */
  exchanges: {
    args: {
      readonly since: number;
      readonly until?: { readonly kind: RadiusExchange['kind']; readonly count?: number };
    };
    observation: RadiusExchangesObservation;
  };
  /** Answers no more at any door: the ports are closed. */
  close: { args: null; observation: RadiusMark };
};
