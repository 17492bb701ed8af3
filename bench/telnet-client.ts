import type { CliContract } from './console.ts';
import type { Endpoint } from './endpoint.ts';
import type { SshEnd } from './ssh-client.ts';

/** What the device asked for on the way in. */
export type TelnetTurn = {
  readonly asked: 'username' | 'password';
  /** What it printed before the question, since the last answer; lines end with a line feed. */
  readonly printed: string;
};

/** A Telnet login, from the TCP connection to a prompt of the command line or the end. */
export type TelnetLoginObservation = {
  readonly kind: 'telnet-login';
  /** Names the session in later calls; absent unless a prompt came. */
  readonly session?: number;
  /** `closed`: the device ended the connection without having refused anybody. */
  readonly outcome: 'authenticated' | 'refused' | 'closed' | 'unreachable';
  /** The TCP connection, as the DUT knows its ends (through the patch panel, where there is one). */
  readonly connection?: { readonly client: Endpoint; readonly server: Endpoint };
  /** Options in force then, by who performs them (RFC 854): `echo`, `suppress-go-ahead`, … */
  readonly options: { readonly server: readonly string[]; readonly client: readonly string[] };
  readonly turns: readonly TelnetTurn[];
  /** What the device printed after the last answer, a prompt included. */
  readonly printed: string;
  readonly end?: SshEnd;
  /** Why it failed, in the words of the operating system. */
  readonly detail?: string;
};

export type TelnetEndObservation = { readonly kind: 'telnet-end'; readonly end: SshEnd };

export type TelnetLoginArgs = {
  /** The bench's account where absent; typed at every question, until a prompt comes or the device has enough. */
  readonly username?: string;
  readonly password?: string;
};

/** A Telnet client towards the DUT (RFC 854), whose user's keys go over the wire in clear. */
export type TelnetClientContract = {
  login: { args: TelnetLoginArgs; observation: TelnetLoginObservation };
  /** Takes the session's command line; it is then used by `shell.*` calls. */
  shell: { args: { readonly session: number }; observation: CliContract['enter']['observation'] };
  'shell.execute': {
    args: { readonly session: number } & CliContract['execute']['args'];
    observation: CliContract['execute']['observation'];
  };
  /** Ends a session from our side. */
  logout: { args: { readonly session: number }; observation: TelnetEndObservation };
  /** Waits until the session has ended, by whomever. */
  ended: { args: { readonly session: number }; observation: TelnetEndObservation };
  /** The client dies: TCP RST, without a farewell. */
  abandon: { args: { readonly session: number }; observation: TelnetEndObservation };
};
