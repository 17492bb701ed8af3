/**
 * How fast output goes through the CLI engine, and that it is linear: MB/s for 1, 10 and 50 MB, and last the
 * ratio of the time for 50 MB to that for 10 MB. Exits 1 when that is above 6.
 */
import { CliEngine } from '../../drivers/ios/engine.ts';
import type { ByteStream } from '../../drivers/ios/byte-stream.ts';
import type { Tape } from '../../bench/tape.ts';
import { jumpingClock } from '../support/jumping-clock.ts';

const megabyte = 1024 * 1024;
const sizes = [1, 10, 50] as const;
const runs = 5;
const chunkSize = 4096;
const highestRatio = 6;

/** Debug-like text of a round number of bytes, ending in a whole line. */
function debugText(bytes: number): Buffer {
  const text = Buffer.alloc(bytes);
  let at = 0;
  for (let line = 0; at < bytes; line++) {
    const second = String(line % 60).padStart(2, '0');
    const millisecond = String(line % 1000).padStart(3, '0');
    const stamped = `*Jun 15 14:08:${second}.${millisecond}: SSH2 ${line % 16}: input: total packet length of ${line} bytes`;
    const kinds = [stamped, `    ${line} packets input, ${line * 64} bytes`, `               maclen ${line}`];
    at += text.write(`${kinds[line % kinds.length] ?? ''}\r\n`, at, 'latin1');
  }
  text.write('\r\n', bytes - 2, 'latin1');
  return text;
}

/** A device that echoes each line, prints `output` for `show flood`, and is never slower than its reader. */
function flood(output: Buffer): ByteStream {
  let tell: (bytes: Uint8Array) => void = () => undefined;
  const prompt = Buffer.from('Switch#');
  const pour = (bytes: Buffer, at = 0): void => {
    if (at >= bytes.length) {
      tell(prompt);
      return;
    }
    tell(bytes.subarray(at, at + chunkSize));
    setImmediate(pour, bytes, at + chunkSize);
  };
  return {
    write: (typed) => {
      const keys = Buffer.from(typed).toString('latin1');
      setImmediate(() => {
        const echoed = keys.replace(/[\x12\x15]/g, '').replaceAll('\r', '\r\n');
        if (echoed !== '') tell(Buffer.from(echoed));
        if (keys.startsWith('show flood')) pour(output);
        else if (keys.includes('\r')) tell(prompt);
      });
      return Promise.resolve();
    },
    onData: (listener) => void (tell = listener),
    onClose: () => undefined,
    close: () => Promise.resolve(),
  };
}

function countingTape(): Tape {
  let position = 0;
  return {
    pco: 'console',
    get position() {
      return position;
    },
    sending: () => undefined,
    received: (bytes) => ({ pco: 'console', from: position, to: (position += bytes.length) }),
  };
}

/** Seconds from the typing of the command to its observation. */
async function time(output: Buffer): Promise<number> {
  const clock = jumpingClock();
  const engine = new CliEngine({ stream: flood(output), tape: countingTape(), clock, credentials: {} });
  await engine.enter({ mode: 'privileged-exec' }, clock.in(60_000));
  const start = performance.now();
  const { observation } = await engine.execute({ command: 'show flood' }, clock.in(600_000));
  const seconds = (performance.now() - start) / 1000;
  const last = observation.lines.at(-1)?.to ?? 0;
  if (observation.promptAfter !== 'Switch#' || last < output.length)
    throw new Error(`read ${last} of ${output.length} bytes`);
  await engine.close();
  return seconds;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const outputs = sizes.map((size) => ({ size, output: debugText(size * megabyte), times: [] as number[] }));
// Once unmeasured, so that no size pays for the compiler and for a heap that is still growing.
for (const { output } of outputs) await time(output);
// In turns, so that what else the machine does falls on all alike.
for (let run = 0; run < runs; run++) for (const { output, times } of outputs) times.push(await time(output));

const medians = new Map<number, number>();
for (const { size, times } of outputs) {
  const taken = median(times);
  medians.set(size, taken);
  print(
    `${String(size).padStart(3)} MB  ${(size / taken).toFixed(1).padStart(7)} MB/s  ${taken.toFixed(3)} s`,
  );
}
print(`resident memory at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
const ratio = (medians.get(50) ?? NaN) / (medians.get(10) ?? NaN);
print(`ratio of the time for 50 MB to that for 10 MB: ${ratio.toFixed(2)} (at most ${highestRatio})`);
process.exitCode = ratio <= highestRatio ? 0 : 1;
