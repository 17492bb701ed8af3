import type { Clock, Deadline } from '../../bench/clock.ts';

/** The time, with a jump that the clock may just be making counted in: an answer can come before that. */
export async function timeNow(clock: Clock, { signal }: Deadline): Promise<number> {
  await clock.wait(0, signal);
  return clock.now();
}
