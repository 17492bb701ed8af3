import { type Recorded } from '../bench/recorded.ts';
import {
  type IdentObservation,
  type SshEndObservation,
  type SshExecObservation,
  type SshLoginArgs,
  type SshLoginObservation,
} from '../bench/ssh-client.ts';

/** The bench's SSH-2 client. Sessions that a step leaves open are closed after it. */
export interface SshClient {
  identify(): Promise<Recorded<IdentObservation>>;
  login(how?: SshLoginArgs): Promise<Recorded<SshLoginObservation>>;
  exec(session: number, command: string): Promise<Recorded<SshExecObservation>>;
  logout(session: number): Promise<Recorded<SshEndObservation>>;
}
