import type { Answer, CliContract, CliObservation } from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';
import type {
  IdentObservation,
  LingerPhase,
  SshEndObservation,
  SshClientContract,
  SshExecObservation,
  SshKeyExchangesObservation,
  SshKeysObservation,
  SshLingerObservation,
  SshLoginArgs,
  SshLoginObservation,
  SshPacketsObservation,
  SshX11Observation,
  UserKeyObservation,
  UserKeyType,
} from '../bench/ssh-client.ts';
import type { SshRawArgs, SshRawObservation, UdpProbeObservation } from '../bench/ssh-raw.ts';
import type { SshRequest, SshRequestObservation } from '../bench/ssh-request.ts';

/** The bench's SSH-2 client. Sessions that a step leaves open are closed after it. */
export interface SshClient {
  identify(): Promise<Recorded<IdentObservation>>;
  /** Makes a key pair of a user, to be named by later logins; the private half stays with the client. */
  makeKey(name: string, bits: number, type?: UserKeyType): Promise<Recorded<UserKeyObservation>>;
  /** By default with the bench's account, offering all that the guide lists. */
  login(how?: SshLoginArgs): Promise<Recorded<SshLoginObservation>>;
  /** Opens the session's shell; `type` then types into it. `pty` false: without a terminal. */
  shell(
    login: Recorded<SshLoginObservation>,
    how?: Omit<SshClientContract['shell']['args'], 'session'>,
  ): Promise<Recorded<CliContract['enter']['observation']>>;
  /** Asks for something in a session; what is granted is closed again. */
  request(
    login: Recorded<SshLoginObservation>,
    request: SshRequest,
  ): Promise<Recorded<SshRequestObservation>>;
  /** Connects, and says something else than SSH; the server has `limit` milliseconds, by default 150 s, to end it. */
  raw(how: Omit<SshRawArgs, 'limit'> & { readonly limit?: number }): Promise<Recorded<SshRawObservation>>;
  /** Sends a UDP datagram to the port of the SSH server. */
  probeUdp(): Promise<Recorded<UdpProbeObservation>>;
  type(
    login: Recorded<SshLoginObservation>,
    command: string,
    answers?: readonly Answer[],
  ): Promise<Recorded<CliObservation>>;
  /** Types keys one by one at the prompt, and erases them again. */
  keys(login: Recorded<SshLoginObservation>, keys: string): Promise<Recorded<SshKeysObservation>>;
  /** Like `type`, where it is at issue whether a prompt comes back at all: silence and the end are observed, not thrown. */
  attempt(login: Recorded<SshLoginObservation>, command: string): Promise<Recorded<CliObservation>>;
  exec(login: Recorded<SshLoginObservation>, command: string): Promise<Recorded<SshExecObservation>>;
  /** A client that goes as far as the phase and says nothing more, for so many seconds of the bench's clock at most. */
  linger(phase: LingerPhase, seconds: number): Promise<Recorded<SshLingerObservation>>;
  /** The key exchanges up to now; with `wait` until there were so many, or so many seconds have gone by. */
  keyExchanges(
    login: Recorded<SshLoginObservation>,
    wait?: { readonly atLeast: number; readonly seconds: number },
  ): Promise<Recorded<SshKeyExchangesObservation>>;
  /** The client dies: RST, without a farewell. */
  abandon(login: Recorded<SshLoginObservation>): Promise<Recorded<SshEndObservation>>;
  logout(login: Recorded<SshLoginObservation>): Promise<Recorded<SshEndObservation>>;
  /** Waits until the session has ended, by whomever. */
  ended(login: Recorded<SshLoginObservation>): Promise<Recorded<SshEndObservation>>;
  /** All packets of the session so far; it may have ended. */
  packets(login: Recorded<SshLoginObservation>): Promise<Recorded<SshPacketsObservation>>;
  /** Sends SSH_MSG_IGNORE with so many bytes of data; gives all packets so far. */
  ignore(login: Recorded<SshLoginObservation>, bytes: number): Promise<Recorded<SshPacketsObservation>>;
  /** Sends a packet with a wrong MAC: how the session ends then; by us where the device took the packet. */
  damage(login: Recorded<SshLoginObservation>): Promise<Recorded<SshEndObservation>>;
  /** Opens a shell as `shell` does, and asks for X11 forwarding before it. */
  x11(login: Recorded<SshLoginObservation>): Promise<Recorded<SshX11Observation>>;
}
