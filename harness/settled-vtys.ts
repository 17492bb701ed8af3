import type { CliObservation } from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';
import type { Lab } from './lab.ts';
import { vtysInUse } from './matchers/index.ts';
import { settled } from './settled.ts';

const looks = 11;

/** `show users`, looked at again until so many vtys are in use: a device takes its time over the end of a session. */
export function settledVtys(
  lab: Pick<Lab, 'dut' | 'bench'>,
  sessions: number,
): Promise<Recorded<CliObservation>> {
  return settled(lab, 'show users', vtysInUse(sessions), looks);
}
