import type { Endpoint } from './endpoint.ts';

export type DnsAnswerArgs = {
  /** IPv4 addresses by name, in any case, without the final dot. */
  readonly records?: { readonly [name: string]: readonly string[] };
  /** What is said of every other name; default `nxdomain`. A name in `records` has no data for other types than A. */
  readonly otherwise?: 'nxdomain' | 'servfail' | 'refused' | 'silence';
};

/** One message of the DUT's that reached the server. */
export type DnsQuery = {
  /** When it came, on the bench's clock, milliseconds. */
  readonly at: number;
  /** As the DUT knows it. */
  readonly client: Endpoint;
  readonly transport: 'udp' | 'tcp';
  /** The message, hex. */
  readonly raw: string;
  /** Why it is no query; then what follows is absent. */
  readonly malformed?: string;
  /** Of its first question, in lower case and without the final dot. */
  readonly name?: string;
  /** `A`, `AAAA`, `PTR`, … */
  readonly type?: string;
  readonly recursionDesired?: boolean;
  readonly answer?: 'addresses' | 'no-data' | 'nxdomain' | 'servfail' | 'refused' | 'silence';
};

export type DnsQueriesObservation = {
  readonly kind: 'dns-queries';
  readonly queries: readonly DnsQuery[];
  /** Messages that were counted and not kept, because more came than the server keeps. */
  readonly lost: number;
};

/** A DNS server (RFC 1035) for the DUT, over UDP and TCP. From the bench's beginning it knows no name. */
export type DnsServerContract = {
  /** From now on it answers so, and not as it was told before. */
  answer: {
    args: DnsAnswerArgs;
    observation: { readonly kind: 'mark'; readonly position: number };
  };
  mark: { args: null; observation: { readonly kind: 'mark'; readonly position: number } };
  /**
   * What came since a mark. With `until`, waits until so many queries (default 1) for that name have come, or the deadline;
   * at the deadline it does not reject. Without, answers at once.
   */
  queries: {
    args: { readonly since: number; readonly until?: { readonly name: string; readonly count?: number } };
    observation: DnsQueriesObservation;
  };
};
