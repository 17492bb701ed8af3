import type { CliObservation } from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';
import type { Lab } from './lab.ts';
import type { Matcher } from './matcher.ts';

const lookAgainMs = 500;

/**
 * What a show command prints once it is so, at the latest after some seconds: a device takes its time over the end of a session.
 * What never becomes so is given as it was seen last.
 */
export async function settled(
  { dut, bench }: Pick<Lab, 'dut' | 'bench'>,
  command: string,
  matcher: Matcher<CliObservation>,
  looks = 10,
): Promise<Recorded<CliObservation>> {
  let shown = await dut.show(command);
  for (let look = 1; look < looks && !matcher.match(shown.observation).matches; look += 1) {
    await bench.clock.wait(lookAgainMs);
    shown = await dut.show(command);
  }
  return shown;
}
