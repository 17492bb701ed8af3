import type { SecondDevice } from '../bench/bench.ts';
import { PcoError } from '../bench/errors.ts';
import type { RecordedBench } from '../bench/recorded.ts';
import type { Dut } from './dut.ts';

/** The second device at its console: another switch, which dials the DUT or is dialled by it. */
export interface Peer extends Dut {
  /**
   * Its address and port as the DUT types them, where it reaches the DUT itself (`dut`), its account and its enable
   * secret. Throws PcoError where the bench has no second device.
   */
  readonly facts: SecondDevice;
}

export function peerOf(
  console: Dut,
  bench: Pick<RecordedBench, 'secondDevice' | 'whyWithout' | 'attend'>,
  asked: () => void,
): Peer {
  return {
    ...console,
    get facts() {
      // Whoever asks for its address is about to have it dialled.
      bench.attend?.(true);
      asked();
      if (bench.secondDevice !== undefined) return bench.secondDevice;
      const why = bench.whyWithout('second-device') ?? 'the topology names none';
      throw new PcoError(`no second-device on this bench: ${why}`);
    },
  };
}
