import type { Answer, CliContract, CliObservation } from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';
import type {
  TelnetEndObservation,
  TelnetLoginArgs,
  TelnetLoginObservation,
} from '../bench/telnet-client.ts';

/** The bench's Telnet client. Sessions that a step leaves open are closed after it. */
export interface TelnetClient {
  /** By default with the bench's account. */
  login(how?: TelnetLoginArgs): Promise<Recorded<TelnetLoginObservation>>;
  /** Takes the session's command line; `type` then types into it. */
  shell(login: Recorded<TelnetLoginObservation>): Promise<Recorded<CliContract['enter']['observation']>>;
  type(
    login: Recorded<TelnetLoginObservation>,
    command: string,
    answers?: readonly Answer[],
  ): Promise<Recorded<CliObservation>>;
  logout(login: Recorded<TelnetLoginObservation>): Promise<Recorded<TelnetEndObservation>>;
  /** Waits until the session has ended, by whomever. */
  ended(login: Recorded<TelnetLoginObservation>): Promise<Recorded<TelnetEndObservation>>;
  /** The client dies: RST, without a farewell. */
  abandon(login: Recorded<TelnetLoginObservation>): Promise<Recorded<TelnetEndObservation>>;
}
