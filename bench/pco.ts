import type { Deadline } from './clock.ts';
import type { Span } from './span.ts';

/** What the lab can be asked to be; the registry's `needs` uses the same words. */
export const roleNames = [
  'console',
  'ssh-client',
  'sshv1-client',
  'multi-ssh-clients',
  'telnet-client',
  'ssh-server-host',
  'sshv1-server-host',
  'second-device',
  'scp-client',
  'trap-listener',
  'tacacs-server',
  'radius-server',
  'otp-server',
  'syslog-listener',
  'dns-server',
  'vrf',
  'packet-capture',
  'alt-image',
  'reload-allowed',
] as const;
export type RoleName = (typeof roleNames)[number];

/** What may cross the seam and be journalled. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** The operations of a PCO: for each its arguments and what is observed. Both are plain data. */
export type PcoContract = Record<string, { readonly args: Json; readonly observation: Json }>;

/** What came back from a call, with the places in the recording that prove it. */
export interface Return<Observation> {
  readonly observation: Observation;
  readonly spans: readonly Span[];
}

/**
 * A point of control and observation. This call is the seam of the harness: all that a suite does to the lab
 * goes through it, is journalled, and is answered from the journal in a replay. So an observation is a pure
 * function of the call's arguments and the bytes of its spans.
 *
 * Rejects with PcoError when the lab did not let the call be carried out.
 */
export interface Pco<Contract extends PcoContract = PcoContract> {
  readonly name: string;
  readonly role: RoleName;
  call<Op extends keyof Contract & string>(
    op: Op,
    args: Contract[Op]['args'],
    deadline: Deadline,
  ): Promise<Return<Contract[Op]['observation']>>;
  close(): Promise<void>;
}
