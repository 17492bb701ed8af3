import type { RecordedBench } from '../bench/recorded.ts';
import type { Capture } from './capture.ts';
import type { Dut } from './dut.ts';
import type { SshClient } from './ssh-client.ts';
import type { TelnetClient } from './telnet-client.ts';
import type { Traps } from './traps.ts';

/** What a suite touches the lab by. */
export interface Lab {
  readonly dut: Dut;
  readonly client: SshClient;
  readonly telnet: TelnetClient;
  readonly traps: Traps;
  readonly capture: Capture;
  readonly bench: Pick<RecordedBench, 'profile' | 'whyWithout' | 'dut' | 'clock' | 'serviceOf' | 'secret'>;
}
