import t from 'tap';
import type { ConsoleContract } from '../../bench/console.ts';
import type { RecordedPco } from '../../bench/recorded.ts';
import { consoleDut } from '../../harness/console-dut.ts';

t.test('a reload is typed, answered without saving, and waited for', async (t) => {
  const calls: { op: string; args: unknown; limit: number }[] = [];
  const console = {
    name: 'console',
    role: 'console',
    call: (op: string, args: unknown, deadline: { at: number }) => {
      calls.push({ op, args, limit: deadline.at });
      return Promise.resolve({ call: calls.length, spans: [], observation: { kind: 'mode' } });
    },
    close: () => Promise.resolve(),
  } as unknown as RecordedPco<ConsoleContract>;
  const reloaded = await consoleDut(console, (milliseconds) => ({ at: milliseconds })).reload();
  t.equal(reloaded.call, 3);
  t.match(calls, [
    { op: 'enter', args: { mode: 'privileged-exec' } },
    { op: 'execute', args: { command: 'reload' } },
    { op: 'enter', args: { mode: 'privileged-exec' } },
  ]);
  const { answers } = calls[1]?.args as { answers: { question: string; answer: string }[] };
  const answerTo = (question: string) =>
    answers.find((each) => new RegExp(each.question).test(question))?.answer;
  t.equal(answerTo('System configuration has been modified. Save? [yes/no]: '), 'no');
  t.equal(answerTo('Proceed with reload? [confirm]'), '');
  t.ok((calls[2]?.limit ?? 0) >= 600_000, 'a 3650 takes up to ten minutes');
});
