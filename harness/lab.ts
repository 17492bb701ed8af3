import type { RecordedBench } from '../bench/recorded.ts';
import type { Capture } from './capture.ts';
import type { Dns } from './dns.ts';
import type { Dut } from './dut.ts';
import type { Guide } from './guide.ts';
import type { OneTimePasswords } from './one-time-passwords.ts';
import type { Peer } from './peer.ts';
import type { ScpClient } from './scp-client.ts';
import type { Radius } from './radius.ts';
import type { SshClient } from './ssh-client.ts';
import type { SshServer } from './ssh-server.ts';
import type { Sshv1Client } from './sshv1-client.ts';
import type { Sshv1Server } from './sshv1-server.ts';
import type { Syslog } from './syslog.ts';
import type { Tacacs } from './tacacs.ts';
import type { TelnetClient } from './telnet-client.ts';
import type { Traps } from './traps.ts';

/** What a suite touches the lab by. */
export interface Lab {
  readonly dut: Dut;
  /** Another switch; a step that needs it asks `bench.whyWithout('second-device')` first. */
  readonly peer: Peer;
  readonly client: SshClient;
  readonly sshv1: Sshv1Client;
  readonly telnet: TelnetClient;
  /** A step that needs it asks `bench.whyWithout('scp-client')` first. */
  readonly scp: ScpClient;
  /** What the DUT dials. */
  readonly server: SshServer;
  readonly serverV1: Sshv1Server;
  readonly dns: Dns;
  readonly tacacs: Tacacs;
  readonly radius: Radius;
  readonly otp: OneTimePasswords;
  readonly syslog: Syslog;
  readonly traps: Traps;
  readonly capture: Capture;
  readonly guide: Guide;
  readonly bench: Pick<
    RecordedBench,
    'profile' | 'whyWithout' | 'dut' | 'vrf' | 'otherSshPort' | 'clock' | 'serviceOf' | 'secret'
  >;
}
