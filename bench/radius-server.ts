import type { AaaAccount, AaaAnswer, AaaMark, AaaStoredObservation } from './aaa-dialogue.ts';
import type { Endpoint } from './endpoint.ts';

/**
 * UDP ports at which it can answer, each with the next one for accounting: those of RFC 2865 and 2866, the older ones that IOS takes
 * by default, and those of the guide's examples (pages 7 and 9).
 */
export const radiusDoors = [1812, 1645, 1650] as const;
export type RadiusDoor = (typeof radiusDoors)[number];

/**
 * What it does in place of an answer. `silence`: nothing. The others send an answer that is wrong: `garbage` is none at all,
 * `truncated` is shorter than it says, `authenticator` is made with another secret, `message-authenticator` alone is wrong,
 * `identifier` is that of another request, `code` is the answer to a request of another kind.
 */
export const radiusFaults = [
  'silence',
  'garbage',
  'truncated',
  'authenticator',
  'message-authenticator',
  'identifier',
  'code',
] as const;
export type RadiusFaultName = (typeof radiusFaults)[number];

export type RadiusServerArgs = {
  /** Default 1812. Each door serves by arguments of its own. */
  readonly door?: RadiusDoor;
  /** The shared secret; a secret of the bench, revealed. */
  readonly secret: string;
  /**
   * Others are rejected. The first turn of a dialogue is answered by the password of the first Access-Request, whose prompt is the
   * device's own; further ones are Access-Challenges. Each `listen` begins with them as they are told.
   */
  readonly accounts?: readonly AaaAccount[];
  /** Whether its answers to an Access-Request have a Message-Authenticator (RFC 3579), first; default they have. */
  readonly messageAuthenticator?: boolean;
  /** Seconds on the bench's clock before each answer. */
  readonly delay?: number;
  readonly misbehaves?: {
    readonly how: RadiusFaultName;
    /** Default both. */
    readonly kind?: 'access' | 'accounting';
  };
};

/** A packet of the DUT's. */
export type RadiusRequest = {
  /** When it came, on the bench's clock, milliseconds. */
  readonly at: number;
  readonly door: RadiusDoor;
  /** Where it came: the door, or the next port. */
  readonly port: number;
  /** As the DUT knows it. */
  readonly client: Endpoint;
  readonly kind: 'access' | 'accounting' | 'other';
  /** Why it is no request; then what follows is absent. */
  readonly malformed?: string;
  readonly identifier?: number;
  /** The same packet as before: it was sent again. */
  readonly repeated?: boolean;
  readonly user?: string;
  /** Absent where there was none, or where no server was there that knew the secret. */
  readonly password?: AaaAnswer;
  readonly messageAuthenticator?: 'right' | 'wrong' | 'absent';
  /** The authenticator of an Accounting-Request, which proves the secret. */
  readonly authenticator?: 'right' | 'wrong';
  readonly nasAddress?: string;
  readonly nasPort?: number;
  readonly nasPortId?: string;
  /** `virtual`, `async`, or a number. */
  readonly nasPortType?: string;
  /** `login`, `nasPrompt`, …, or a number. */
  readonly serviceType?: string;
  readonly callingStation?: string;
  /** Whether it answers a challenge. */
  readonly state?: boolean;
  readonly avPairs?: readonly string[];
  readonly record?: 'start' | 'stop' | 'interim' | 'on' | 'off' | 'other';
  /** What was said; absent where nothing was. */
  readonly reply?: {
    readonly code: 'accept' | 'reject' | 'challenge' | 'accounting-response';
    /** Its Reply-Message. */
    readonly message: string;
    /** Of a challenge: whether what is typed may be shown. */
    readonly echo?: boolean;
    readonly avPairs: readonly string[];
  };
  /** What was done in place of it. */
  readonly misbehaved?: RadiusFaultName;
};

export type RadiusRequestsObservation = {
  readonly kind: 'radius-requests';
  readonly requests: readonly RadiusRequest[];
  /** Packets that were counted and not kept, because more came than the server keeps. */
  readonly lost: number;
};

/** Until when `requests` waits: so many (default 1), sent for the first time and looked after, of which all this is true. */
export type RadiusUntil = {
  readonly count?: number;
  readonly kind?: 'access' | 'accounting';
  readonly user?: string;
};

/**
 * A RADIUS server (RFC 2865, 2866) that the DUT asks. Its ports are there from the bench's beginning, and it writes down what comes to any
 * of them; it answers only between `listen` and `close`.
 */
export type RadiusServerContract = {
  /** Answers at a door from now on, and not as it was told before. */
  listen: { args: RadiusServerArgs; observation: AaaMark };
  mark: { args: null; observation: AaaMark };
  /** What came since a mark, to all ports. With `until`, waits for it or for the deadline, at which it does not reject. */
  requests: {
    args: { readonly since: number; readonly until?: RadiusUntil };
    observation: RadiusRequestsObservation;
  };
  /** Which of the texts is the password that it has for the user now, at that door. */
  stored: {
    args: { readonly door?: RadiusDoor; readonly username: string; readonly among: readonly string[] };
    observation: AaaStoredObservation;
  };
  /** Answers no more at that door, or at any. */
  close: { args: { readonly door?: RadiusDoor }; observation: AaaMark };
};
