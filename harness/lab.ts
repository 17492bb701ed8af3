import type { RecordedBench } from '../bench/recorded.ts';
import type { Dut } from './dut.ts';
import type { SshClient } from './ssh-client.ts';

/** What a suite touches the lab by. */
export interface Lab {
  readonly dut: Dut;
  readonly client: SshClient;
  readonly bench: Pick<RecordedBench, 'profile' | 'whyWithout' | 'dut' | 'clock'>;
}
