import t from 'tap';
import type { Answer } from '../../bench/console.ts';
import { copyCommand } from '../../harness/copy-command.ts';
import type { Dut } from '../../harness/dut.ts';
import { cli } from './matchers/observations.ts';

/** A device that asks these after `copy`, as the console's driver has them answered: each answer serves once. */
function asking(...questions: readonly string[]) {
  const entered: string[] = [];
  const typed: string[] = [];
  const given: (string | undefined)[] = [];
  const dut = {
    enter: (mode: string) => Promise.resolve(entered.push(mode)),
    execute: (command: string, answers: readonly Answer[] = []) => {
      typed.push(command);
      const left = [...answers];
      for (const question of questions) {
        const at = left.findIndex((answer) => new RegExp(answer.question).test(question));
        given.push(at < 0 ? undefined : left.splice(at, 1)[0]?.answer);
      }
      return Promise.resolve({ observation: cli([], { command }), spans: [], call: 1 });
    },
  } as unknown as Dut;
  return { dut, entered, typed, given };
}

t.test('to a server: all that is proposed is taken, and the password is given', async (t) => {
  const { dut, entered, typed, given } = asking(
    'Address or name of remote host [198.51.100.20]? ',
    'Destination username [copier]? ',
    'Destination filename [conform-x]? ',
    'Writing conform-x Password: ',
  );
  const { observation } = await copyCommand(
    dut,
    'flash:conform-x',
    'scp://copier@198.51.100.20/conform-x',
    'Right0',
  );
  t.strictSame(entered, ['privileged-exec']);
  t.strictSame(typed, ['copy flash:conform-x scp://copier@198.51.100.20/conform-x']);
  t.strictSame(given, ['', '', '', 'Right0']);
  t.equal(observation.command, typed[0]);
});

t.test('from a server, over a file of that name', async (t) => {
  const { dut, given } = asking(
    'Address or name of remote host []? ',
    'Source username [copier]? ',
    'Source filename [conform-x]? ',
    'Destination filename [conform-back]? ',
    '%Warning:There is a file already existing with this name \r\nDo you want to over write? [confirm]',
    'Password: ',
  );
  await copyCommand(dut, 'scp://198.51.100.20/conform-x', 'flash:conform-back', 'Right0');
  t.strictSame(given, ['', '', '', '', '', 'Right0']);
});

t.test('the password is given once, to nothing but a question for it', async (t) => {
  const { dut, given } = asking(
    'Destination filename [password:]? ',
    'Password: ',
    'Password: ',
    'Erase flash: before copying? [yes/no]: ',
  );
  await copyCommand(dut, 'flash:x', 'scp://h/x', 'Right0');
  t.strictSame(given, ['', 'Right0', undefined, undefined], 'a second time it would be another try');
});
