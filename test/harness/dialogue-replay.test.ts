import t from 'tap';
import type { AaaTurn } from '../../bench/aaa-dialogue.ts';
import type { Answer } from '../../bench/console.ts';
import { askedOf, questionsOf, relayedOf, replayAtConsole, replayOf } from '../../harness/dialogue-replay.ts';
import type { Dut } from '../../harness/dut.ts';

const dialogue: readonly AaaTurn[] = [
  { prompt: 'Password:', expects: 'password' },
  { prompt: 'Expired.\nNew Password (16): ', expects: 'new-password' },
  { prompt: 'Number: ', echo: true, expects: 'anything' },
];
const turns = replayOf(dialogue, { typed: '', answer: 'empty' }, 'Secret1');

t.test('a replay goes as far as there are answers, which are right unless it is said otherwise', (t) => {
  const [first, second] = ['Password:', 'Expired.\nNew Password (16): '];
  t.strictSame(askedOf(turns), [
    { text: first, echo: false, answer: 'empty' },
    { text: second, echo: false, answer: 'right' },
  ]);
  t.strictSame(relayedOf(turns), [
    { text: first, echo: false },
    { text: second, echo: false },
  ]);
  t.strictSame(questionsOf(turns), ['Password:', 'New Password (16):'], 'the last line of each');
  t.match(replayOf(dialogue, '1', '2', '3').at(-1), { typed: '3', echo: true });
  t.end();
});

const host = { address: '198.51.100.1', port: 22 };
const whom = { username: 'cisco', otherwise: 'Wrong0' };

/** A console whose `ssh` leads to this prompt. */
function console(promptAfter: string) {
  const typed: { command: string; answers: readonly Answer[] }[] = [];
  const device = {
    enter: () => Promise.resolve({ observation: { prompt: 'Peer#' } }),
    execute: (command: string, answers: readonly Answer[] = []) => {
      typed.push({ command, answers });
      return Promise.resolve({ observation: { promptAfter: command === 'exit' ? 'Peer#' : promptAfter } });
    },
  };
  return { typed, device: device as unknown as Dut };
}

t.test('each question has its own answer, and whatever else is asked another', async (t) => {
  const { typed, device } = console('Switch>');
  const { printed } = await replayAtConsole(device, host, whom, turns);
  t.strictSame(
    typed.map(({ command }) => command),
    ['ssh -l cisco 198.51.100.1', 'exit'],
  );
  t.equal(printed.length, 2, 'the session was left again');
  const answers = typed[0]?.answers ?? [];
  const answerTo = (question: string) =>
    answers.find((each) => new RegExp(each.question).test(question))?.answer;
  t.equal(answerTo('Password: '), '');
  t.equal(answerTo('New Password (16): '), 'Secret1');
  t.equal(answerTo('New Password: '), 'Wrong0');
  t.equal(answerTo('Old Password: '), 'Wrong0');
});

t.test('where no session came up nothing is left', async (t) => {
  const { typed, device } = console('Peer#');
  const { printed } = await replayAtConsole(device, host, whom, turns);
  t.equal(printed.length, 1);
  t.equal(typed.length, 1);
});
