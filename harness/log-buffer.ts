import type { CliObservation } from '../bench/console.ts';
import { PcoError } from '../bench/errors.ts';
import type { Recorded } from '../bench/recorded.ts';
import type { Dut } from './dut.ts';
import { parseShowLogging, showLossCounters } from './show/show-logging.ts';

/** How often the buffer is read before a line that does not come is held to be missing. */
const readings = 4;
/** Of a buffer that is fuller than this, the beginning may have been overwritten. */
const fullest = 0.9;

/**
 * Empties the log buffer, lets a stimulus happen and gives what `show logging` prints then, read again until the line
 * that is waited for stands in it. The buffer is not bound to the speed of the console: a debug flood stands in it whole.
 * Throws where the device lost lines meanwhile, or where the buffer was too small for what came.
 */
export async function readLogBuffer(
  dut: Pick<Dut, 'enter' | 'execute' | 'show'>,
  stimulus: () => Promise<unknown>,
  { pattern, count = 1 }: { readonly pattern: RegExp; readonly count?: number },
): Promise<Recorded<CliObservation>> {
  await dut.enter('privileged-exec');
  await dut.execute('clear logging', [{ question: '\\[confirm\\]', answer: '' }]);
  const before = lostIn(await dut.show(showLossCounters));
  await stimulus();
  for (let reading = 1; ; reading += 1) {
    const shown = await dut.show('show logging');
    const lines = printed(shown);
    const came = bufferOf(lines).lines.filter((line) => pattern.test(line)).length;
    if (came < count && reading < readings) continue;
    refuseLoss(lostIn(shown) - before, lines);
    return shown;
  }
}

function printed({ observation }: Recorded<CliObservation>): readonly string[] {
  return observation.lines.map(({ text }) => text);
}

function lostIn(shown: Recorded<CliObservation>): number {
  const { dropped, rateLimited, overruns } = parseShowLogging(printed(shown));
  return (dropped ?? 0) + (rateLimited ?? 0) + (overruns ?? 0);
}

/** What stands below the head, and how many bytes the buffer holds. */
function bufferOf(lines: readonly string[]): { readonly lines: readonly string[]; readonly size?: number } {
  const head = lines.findIndex((line) => /^Log Buffer \(/.test(line));
  const size = /\((\d+) bytes\)/.exec(lines[head] ?? '')?.[1];
  return { lines: lines.slice(head + 1), ...(size === undefined ? {} : { size: Number(size) }) };
}

function refuseLoss(lost: number, lines: readonly string[]): void {
  const buffer = bufferOf(lines);
  const bytes = buffer.lines.reduce((sum, line) => sum + line.length + 1, 0);
  const full = buffer.size !== undefined && bytes > buffer.size * fullest;
  if (lost <= 0 && !full && buffer.size !== undefined) return;
  throw new PcoError(
    buffer.size === undefined
      ? 'the device keeps no log buffer'
      : full
        ? 'the log buffer is too small for what was logged'
        : `the device says that ${lost} lines of its log were lost`,
    {
      expected: 'a log buffer that holds all that was logged',
      got: buffer.size === undefined ? 'no Log Buffer line' : `${bytes} bytes in a buffer of ${buffer.size}`,
      where: 'show logging',
      next: 'configure logging buffered with a size and the level debugging, without a rate limit',
    },
  );
}
