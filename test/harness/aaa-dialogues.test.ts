import t from 'tap';
import type { AaaTurn } from '../../bench/aaa-dialogue.ts';
import { Accounts } from '../../drivers/aaa/accounts.ts';
import { Conversation } from '../../drivers/aaa/conversation.ts';
import { challenged, changeOnBlank, expiredPassword } from '../../harness/aaa-dialogues.ts';

/** What a user sees who answers so, and the password that is stored then. */
function walk(dialogue: readonly AaaTurn[], ...answers: readonly string[]) {
  const user = new Accounts([{ username: 'cisco', password: 'cisco', dialogue }]).find('cisco');
  if (user === undefined) throw new Error('nobody');
  const talk = new Conversation(user.dialogue, user);
  const shown = [talk.asked.prompt];
  for (const answer of answers) {
    const { said } = talk.answered(answer);
    if ('over' in said) return { shown: shown.join('|'), over: said.over, password: user.password };
    shown.push(said.ask.prompt);
  }
  return { shown: shown.join('|'), over: 'not yet', password: user.password };
}

t.test('a blank password change, as on page 41', (t) => {
  const prompts = 'Password:|Old Password: |New Password: |Re-enter New password: ';
  t.same(walk(changeOnBlank, '', 'cisco', 'cisco123', 'cisco123'), {
    ...{ shown: prompts, over: 'pass', password: 'cisco123' },
  });
  t.same(walk(changeOnBlank, 'cisco'), { shown: 'Password:', over: 'pass', password: 'cisco' });
  t.match(walk(changeOnBlank, 'another'), { over: 'fail' });
  t.match(walk(changeOnBlank, '', 'another'), { over: 'fail', password: 'cisco' });
  t.match(walk(changeOnBlank, '', 'cisco', 'cisco123', 'cisco12'), { over: 'fail', password: 'cisco' });
  t.end();
});

t.test('an expired password, and two new ones that differ, as on page 41', (t) => {
  const expired = 'Your password has expired.\nEnter a new one now.\nNew Password: ';
  const differ = 'The New and Re-entered passwords have to be the same.\nTry again.\nNew Password: ';
  const again = 'Re-enter New password: ';
  t.same(walk(expiredPassword(), 'cisco', 'cisco1', 'cisco12', 'cisco2', 'cisco2'), {
    ...{ shown: ['Password:', expired, again, differ, again].join('|'), over: 'pass', password: 'cisco2' },
  });
  t.match(walk(expiredPassword(), 'cisco', 'a', 'b', 'c', 'd'), { over: 'fail', password: 'cisco' });
  t.match(walk(expiredPassword(3), 'cisco', 'a', 'b', 'c', 'd', 'e', 'e'), { over: 'pass', password: 'e' });
  t.match(walk(expiredPassword(), 'another'), { over: 'fail', shown: 'Password:' });
  t.end();
});

t.test('a challenge, whose answer is taken letter by letter', (t) => {
  const dialogue = challenged('otp-md5 98 lab1', 'ONE TWO');
  t.match(walk(dialogue, 'ONE TWO'), { over: 'pass', shown: 'otp-md5 98 lab1\nResponse: ' });
  for (const wrong of ['ONETWO', 'one two', 'ONE  TWO', '']) t.match(walk(dialogue, wrong), { over: 'fail' });
  t.equal(dialogue[0]?.echo, true);
  t.end();
});
