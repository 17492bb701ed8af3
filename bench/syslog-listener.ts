import type { Endpoint } from './endpoint.ts';

/** A datagram that reached the port. */
export type SyslogMessage = {
  /** When it came, on the bench's clock, milliseconds. */
  readonly at: number;
  /** As the DUT knows it. */
  readonly client: Endpoint;
  /** Why it has no priority in front (RFC 3164, section 4.1.1); then `text` is all of it. */
  readonly malformed?: string;
  /** 0 to 23; IOS sends local7 (23) unless told otherwise. */
  readonly facility?: number;
  /** 0 (emergencies) to 7 (debugging). */
  readonly severity?: number;
  /** What stands behind the priority (latin-1), such as `45: *Mar  1 00:04:11.347: %SYS-5-CONFIG_I: …`. */
  readonly text: string;
};

export type SyslogMessagesObservation = {
  readonly kind: 'syslog-messages';
  readonly messages: readonly SyslogMessage[];
  /** Datagrams that were counted and not kept, or that the kernel dropped. */
  readonly lost: number;
};

/** Until when `messages` waits: so many (default 1) of which all this is true. */
export type SyslogUntil = {
  readonly count?: number;
  /** A regular expression that is found in the text. */
  readonly pattern?: string;
  readonly severity?: number;
};

/** Receives syslog over UDP (RFC 3164), from the bench's beginning. */
export type SyslogListenerContract = {
  mark: { args: null; observation: { readonly kind: 'mark'; readonly position: number } };
  /** What came since a mark. With `until`, waits for it or for the deadline, at which it does not reject. */
  messages: {
    args: { readonly since: number; readonly until?: SyslogUntil };
    observation: SyslogMessagesObservation;
  };
};
