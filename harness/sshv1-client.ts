import type { Answer, CliContract, CliObservation } from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';
import type {
  Sshv1EndObservation,
  Sshv1IdentObservation,
  Sshv1LingerObservation,
  Sshv1LoginArgs,
  Sshv1LoginObservation,
  Sshv1Phase,
  Sshv1Request,
  Sshv1RequestObservation,
} from '../bench/sshv1-client.ts';

/** The bench's client of SSH version 1. Sessions that a step leaves open are closed after it. */
export interface Sshv1Client {
  /** Announces a version, by default 1.5, and hears the server's answer. */
  identify(ident?: string): Promise<Recorded<Sshv1IdentObservation>>;
  /** By default with the bench's account, its password and 3DES. */
  login(how?: Sshv1LoginArgs): Promise<Recorded<Sshv1LoginObservation>>;
  /** Opens the session's shell; `type` then types into it. */
  shell(login: Recorded<Sshv1LoginObservation>): Promise<Recorded<CliContract['enter']['observation']>>;
  type(
    login: Recorded<Sshv1LoginObservation>,
    command: string,
    answers?: readonly Answer[],
  ): Promise<Recorded<CliObservation>>;
  /** Asks for something before a shell; only the answer is of interest. */
  request(
    login: Recorded<Sshv1LoginObservation>,
    request: Sshv1Request,
  ): Promise<Recorded<Sshv1RequestObservation>>;
  /** A client that goes as far as the phase and says nothing more, for so many seconds of the bench's clock at most. */
  linger(phase: Sshv1Phase, seconds: number): Promise<Recorded<Sshv1LingerObservation>>;
  logout(login: Recorded<Sshv1LoginObservation>): Promise<Recorded<Sshv1EndObservation>>;
  /** Waits until the session has ended, by whomever. */
  ended(login: Recorded<Sshv1LoginObservation>): Promise<Recorded<Sshv1EndObservation>>;
}
