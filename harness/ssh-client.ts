import type { Answer, CliContract, CliObservation } from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';
import type {
  IdentObservation,
  SshEndObservation,
  SshClientContract,
  SshExecObservation,
  SshKeysObservation,
  SshLoginArgs,
  SshLoginObservation,
  SshPacketsObservation,
  SshX11Observation,
} from '../bench/ssh-client.ts';

/** The bench's SSH-2 client. Sessions that a step leaves open are closed after it. */
export interface SshClient {
  identify(): Promise<Recorded<IdentObservation>>;
  /** By default with the bench's account, offering all that the guide lists. */
  login(how?: SshLoginArgs): Promise<Recorded<SshLoginObservation>>;
  /** Opens the session's shell; `type` then types into it. */
  shell(
    login: Recorded<SshLoginObservation>,
    how?: Omit<SshClientContract['shell']['args'], 'session'>,
  ): Promise<Recorded<CliContract['enter']['observation']>>;
  type(
    login: Recorded<SshLoginObservation>,
    command: string,
    answers?: readonly Answer[],
  ): Promise<Recorded<CliObservation>>;
  /** Types keys one by one at the prompt, and erases them again. */
  keys(login: Recorded<SshLoginObservation>, keys: string): Promise<Recorded<SshKeysObservation>>;
  exec(login: Recorded<SshLoginObservation>, command: string): Promise<Recorded<SshExecObservation>>;
  logout(login: Recorded<SshLoginObservation>): Promise<Recorded<SshEndObservation>>;
  /** Waits until the session has ended, by whomever. */
  ended(login: Recorded<SshLoginObservation>): Promise<Recorded<SshEndObservation>>;
  /** Ends the session's TCP connection with RST. */
  reset(login: Recorded<SshLoginObservation>): Promise<Recorded<SshEndObservation>>;
  /** All packets of the session so far; it may have ended. */
  packets(login: Recorded<SshLoginObservation>): Promise<Recorded<SshPacketsObservation>>;
  /** Sends SSH_MSG_IGNORE with so many bytes of data; gives all packets so far. */
  ignore(login: Recorded<SshLoginObservation>, bytes: number): Promise<Recorded<SshPacketsObservation>>;
  /** Sends a packet with a wrong MAC: how the session ends then; by us where the device took the packet. */
  damage(login: Recorded<SshLoginObservation>): Promise<Recorded<SshEndObservation>>;
  /** Opens a shell as `shell` does, and asks for X11 forwarding before it. */
  x11(login: Recorded<SshLoginObservation>): Promise<Recorded<SshX11Observation>>;
}
