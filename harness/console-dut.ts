import type { Answer, ConsoleContract } from '../bench/console.ts';
import type { Deadline } from '../bench/clock.ts';
import { PcoError } from '../bench/errors.ts';
import type { RecordedPco } from '../bench/recorded.ts';
import type { Dut } from './dut.ts';
import { readLogBuffer } from './log-buffer.ts';
import { outputLines } from './output-lines.ts';
import { parseShowLogging, showLossCounters } from './show/show-logging.ts';
import { bootLimit, limitFor, logLimit, modeLimit } from './limits.ts';

/** What is worth keeping was saved before. */
const reloadAnswers: readonly Answer[] = [
  { question: 'Save\\? \\[yes/no\\]', answer: 'no' },
  { question: '\\[confirm\\]', answer: '' },
];

/** The DUT at its console PCO; `deadline` gives the moment so many milliseconds ahead. */
export function consoleDut(
  console: RecordedPco<ConsoleContract>,
  deadline: (milliseconds: number) => Deadline,
): Dut {
  const dut: Dut = {
    execute: (command, answers = []) =>
      console.call('execute', { command, answers }, deadline(limitFor(command))),
    attempt: (command) =>
      console.call('execute', { command, mayStaySilent: true }, deadline(limitFor(command))),
    show: async (command) => {
      await dut.enter('privileged-exec');
      return await dut.execute(command);
    },
    configure: async (command, answers) => {
      await dut.enter('global-config');
      return await dut.execute(command, answers);
    },
    help: (beginning) => console.call('help', { command: beginning }, deadline(modeLimit)),
    enter: (mode) => console.call('enter', { mode }, deadline(modeLimit)),
    reload: async () => {
      await dut.enter('privileged-exec');
      await dut.execute('reload', reloadAnswers);
      return console.call('enter', { mode: 'privileged-exec' }, deadline(bootLimit));
    },
    mark: async () => (await console.call('mark', null, deadline(modeLimit))).observation.position,
    awaitLog: (pattern, since) =>
      console.call('awaitLog', { pattern: pattern.source, since }, deadline(logLimit)),
    logged: (stimulus, until) => readLogBuffer(dut, stimulus, until),
    watch: async (stimulus, { pattern, count = 1 }) => {
      const before = await lostLines(dut);
      const since = await dut.mark();
      await stimulus();
      const seen = await console.call(
        'transcript',
        { since, until: pattern.source, count },
        deadline(logLimit),
      );
      const lost = (await lostLines(dut)) - before;
      if (lost > 0) {
        throw new PcoError(`the device says that ${lost} lines of its log were lost`, {
          expected: 'a console that prints all of its debug output',
          got: `${seen.observation.lines.length} lines`,
          where: 'show logging',
          next: 'give the console more speed, or debug less at once',
        });
      }
      return seen;
    },
  };
  return dut;
}

/** How many lines of its log the device has lost so far, for whatever reason it counts. */
async function lostLines(dut: Dut): Promise<number> {
  const { dropped, rateLimited, overruns } = parseShowLogging(
    outputLines((await dut.show(showLossCounters)).observation),
  );
  return (dropped ?? 0) + (rateLimited ?? 0) + (overruns ?? 0);
}
