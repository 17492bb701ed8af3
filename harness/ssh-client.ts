import type { Answer, CliContract, CliObservation } from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';
import type {
  IdentObservation,
  LingerPhase,
  SshEndObservation,
  SshExecObservation,
  SshKeyExchangesObservation,
  SshLingerObservation,
  SshLoginArgs,
  SshLoginObservation,
} from '../bench/ssh-client.ts';
import type { SshRawArgs, SshRawObservation, UdpProbeObservation } from '../bench/ssh-raw.ts';
import type { PtySize, SshRequest, SshRequestObservation } from '../bench/ssh-request.ts';

/** The bench's SSH-2 client. Sessions that a step leaves open are closed after it. */
export interface SshClient {
  identify(): Promise<Recorded<IdentObservation>>;
  /** By default with the bench's account, offering all that the guide lists. */
  login(how?: SshLoginArgs): Promise<Recorded<SshLoginObservation>>;
  /** Opens the session's shell; `type` then types into it. `pty` false: without a terminal. */
  shell(
    login: Recorded<SshLoginObservation>,
    how?: { readonly pty?: PtySize | false },
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
}
