import t from 'tap';
import type { CliObservation } from '../../bench/console.ts';
import type { Recorded } from '../../bench/recorded.ts';
import type { Dut } from '../../harness/dut.ts';
import { readLogBuffer } from '../../harness/log-buffer.ts';
import { showLossCounters } from '../../harness/show/show-logging.ts';
import { cli } from './matchers/observations.ts';

const recorded = (lines: readonly string[]): Recorded<CliObservation> => ({
  observation: cli(lines, { command: 'show logging' }),
  spans: [],
  call: 1,
});

/** A DUT whose `show logging` prints these, one after the other; the last again and again. */
function dutThat(...prints: readonly (readonly string[])[]) {
  const typed: string[] = [];
  let shown = 0;
  const dut: Pick<Dut, 'enter' | 'execute' | 'show'> = {
    enter: () => Promise.reject(new Error('unused')),
    execute: (command) => {
      typed.push(command);
      return Promise.resolve(recorded([]));
    },
    show: (command) => {
      typed.push(command);
      return Promise.resolve(recorded(prints[Math.min(shown++, prints.length - 1)] ?? []));
    },
  };
  const entering = { ...dut, enter: () => Promise.resolve({}) } as unknown as typeof dut;
  return { dut: entering, typed };
}

const head = (dropped: number, size = 4096): string[] => [
  `Syslog logging: enabled (${dropped} messages dropped, 0 messages rate-limited, 0 flushes, 0 overruns)`,
  '',
  `Log Buffer (${size} bytes):`,
  '',
];
const until = { pattern: /terminated/ };
const end = 'SSH0: Session terminated normally';

t.test('the buffer is emptied, and read until the line stands in it', async (t) => {
  const { dut, typed } = dutThat(head(0), head(0), [...head(0), end]);
  const { observation } = await readLogBuffer(dut, async () => void typed.push('stimulus'), until);
  t.equal(observation.lines.at(-1)?.text, end);
  t.same(typed, ['clear logging', showLossCounters, 'stimulus', 'show logging', 'show logging']);
});

t.test('a line that does not come is an observation, after a few readings', async (t) => {
  const { dut, typed } = dutThat(head(0));
  const { observation } = await readLogBuffer(dut, () => Promise.resolve(), until);
  t.notOk(observation.lines.some(({ text }) => until.pattern.test(text)));
  t.equal(typed.filter((command) => command === 'show logging').length, 4);
});

t.test('lost lines, a buffer that is too small, and none at all are errors', async (t) => {
  const lost = dutThat(head(3), [...head(7), end]);
  await t.rejects(
    readLogBuffer(lost.dut, () => Promise.resolve(), until),
    { name: 'PcoError', message: 'the device says that 4 lines of its log were lost' },
  );
  const small = dutThat(head(0, 100), [...head(0, 100), 'x'.repeat(80), end]);
  await t.rejects(
    readLogBuffer(small.dut, () => Promise.resolve(), until),
    { message: 'the log buffer is too small for what was logged' },
  );
  const none = dutThat([head(0)[0] ?? '']);
  await t.rejects(
    readLogBuffer(none.dut, () => Promise.resolve(), until),
    { message: 'the device keeps no log buffer' },
  );
});
