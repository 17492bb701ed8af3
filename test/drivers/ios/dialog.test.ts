import t from 'tap';
import { recogniseStop } from '../../../bench/cli-prompts.ts';
import type { CliMode } from '../../../bench/cli-mode.ts';
import { Secret } from '../../../bench/secret.ts';
import { answerQuestion } from '../../../drivers/ios/dialog.ts';
import type { LineToType } from '../../../drivers/ios/turn.ts';
import { Turn } from '../../../drivers/ios/turn.ts';
import { type LineRig, lineRig, receive, standing } from './line-rig.ts';

/** A turn that stands at a question, and what is done about it. */
async function ask(
  rig: LineRig,
  question: string,
  toType: Partial<LineToType> & { command: string },
  mode: CliMode = 'privileged-exec',
): Promise<boolean> {
  const before = { mode, prompt: 'Switch#', from: 0, end: 0 };
  const turn = new Turn({ answers: [], secret: undefined, ...toType }, before, 0);
  await receive(rig, `${toType.command}\r\n${question}`);
  const line = standing(rig);
  const stop = recogniseStop(line.text);
  if (stop === undefined) throw new Error(`no question: ${question}`);
  return await answerQuestion(rig.line, turn, { ...stop, line, stand: 0 }, rig.clock.in(60_000));
}

t.test('an answer is typed with Enter, and [confirm] takes one key', async (t) => {
  const answers = [{ question: '.', answer: 'yes' }];
  const dialog = lineRig();
  t.ok(await ask(dialog, 'Replace them? [yes/no]: ', { command: 'crypto', answers }));
  t.equal(dialog.tape.allSent(), 'yes\r');
  const confirm = lineRig();
  t.ok(await ask(confirm, 'Continue? [confirm]', { command: 'write erase', answers }));
  t.equal(confirm.tape.allSent(), 'y');
  const enter = lineRig();
  t.ok(await ask(enter, 'Continue? [confirm]', { command: 'x', answers: [{ question: '.', answer: '' }] }));
  t.equal(enter.tape.allSent(), '\r');
});

t.test('a password is answered with the secret', async (t) => {
  const rig = lineRig();
  const secret = new Secret('enable', 'Enable1234');
  t.ok(await ask(rig, 'Password: ', { command: 'enable', secret }));
  t.equal(rig.tape.allSent(), 'Enable1234\r');
});

t.test('a login that leaving leads to is a result, not a question', async (t) => {
  for (const [question, command, mode] of [
    ['Username: ', 'exit', 'privileged-exec'],
    ['Password: ', 'exit', 'privileged-exec'],
    ['Password: ', '', 'press-return'],
    ['Username: ', 'admin', 'login-username'],
    ['Would you like to enter the initial configuration dialog? [yes/no]: ', 'reload', 'privileged-exec'],
  ] as const) {
    const rig = lineRig();
    t.notOk(await ask(rig, question, { command }, mode), `${question}after '${command}'`);
    t.equal(rig.tape.allSent(), '', 'nothing is typed at it');
  }
});

t.test('a question that nobody answers is left with the interrupt key', async (t) => {
  const rig = lineRig();
  rig.stream.onTyped((typed) => rig.stream.send(typed === '\x03' ? '\r\nswitch: ' : ''));
  await t.rejects(ask(rig, 'Erase it? [confirm]', { command: 'write erase' }), {
    message: 'a question came that nobody answers: Erase it? [confirm]',
    facts: {
      expected: "an answer to it, given with 'write erase'",
      got: /Erase it/,
      where: 'console, mode privileged-exec',
    },
  });
  t.equal(rig.tape.allSent(), '\x03', 'and with nothing else');
  t.match(rig.line.known.place, { mode: 'boot-loader' }, 'where it then stands was found out');
});
