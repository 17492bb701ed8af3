import type { CliObservation } from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';
import type { Lab } from './lab.ts';
import { vtysInUse } from './matchers/index.ts';

const looks = 10;
const lookAgainMs = 500;

/** `show users`, looked at again until so many vtys are in use: a device takes its time over the end of a session. */
export async function settledVtys(
  { dut, bench }: Pick<Lab, 'dut' | 'bench'>,
  sessions: number,
): Promise<Recorded<CliObservation>> {
  let shown = await dut.show('show users');
  for (let look = 0; look < looks && !vtysInUse(sessions).match(shown.observation).matches; look += 1) {
    await bench.clock.wait(lookAgainMs);
    shown = await dut.show('show users');
  }
  return shown;
}
