import type { ConsoleContract } from '../bench/console.ts';
import type { Deadline } from '../bench/clock.ts';
import type { RecordedPco } from '../bench/recorded.ts';
import type { Dut } from './dut.ts';
import { limitFor, logLimit, modeLimit } from './limits.ts';

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
    enter: (mode) => console.call('enter', { mode }, deadline(modeLimit)),
    mark: async () => (await console.call('mark', null, deadline(modeLimit))).observation.position,
    awaitLog: (pattern, since) =>
      console.call('awaitLog', { pattern: pattern.source, since }, deadline(logLimit)),
  };
  return dut;
}
