import type { Answer, CliContract, CliObservation } from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';
import type {
  IdentObservation,
  SshEndObservation,
  SshExecObservation,
  SshLoginArgs,
  SshLoginObservation,
  UserKeyObservation,
  UserKeyType,
} from '../bench/ssh-client.ts';

/** The bench's SSH-2 client. Sessions that a step leaves open are closed after it. */
export interface SshClient {
  identify(): Promise<Recorded<IdentObservation>>;
  /** Makes a key pair of a user, to be named by later logins; the private half stays with the client. */
  makeKey(name: string, bits: number, type?: UserKeyType): Promise<Recorded<UserKeyObservation>>;
  /** By default with the bench's account, offering all that the guide lists. */
  login(how?: SshLoginArgs): Promise<Recorded<SshLoginObservation>>;
  /** Opens the session's shell; `type` then types into it. */
  shell(login: Recorded<SshLoginObservation>): Promise<Recorded<CliContract['enter']['observation']>>;
  type(
    login: Recorded<SshLoginObservation>,
    command: string,
    answers?: readonly Answer[],
  ): Promise<Recorded<CliObservation>>;
  exec(login: Recorded<SshLoginObservation>, command: string): Promise<Recorded<SshExecObservation>>;
  logout(login: Recorded<SshLoginObservation>): Promise<Recorded<SshEndObservation>>;
  /** Waits until the session has ended, by whomever. */
  ended(login: Recorded<SshLoginObservation>): Promise<Recorded<SshEndObservation>>;
}
