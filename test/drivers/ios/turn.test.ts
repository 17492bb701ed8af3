import t from 'tap';
import { Secret } from '../../../bench/secret.ts';
import { Turn } from '../../../drivers/ios/turn.ts';

const before = { mode: 'user-exec', prompt: 'Switch>', from: 0, end: 7 } as const;
const question = (
  text: string,
  from = 20,
): { text: string; from: number; end: number; complete: boolean } => ({
  text,
  from,
  end: from + text.length,
  complete: false,
});

t.test('each answer is given once, the first that fits', (t) => {
  const answers = [
    { question: 'modulus', answer: '768' },
    { question: 'm', answer: '1024' },
  ];
  const turn = new Turn({ command: 'crypto', answers, secret: undefined }, before, 7);
  t.ok(turn.hasAnswerTo('How many bits in the modulus [512]:'));
  t.notOk(turn.hasAnswerTo('Continue?'));
  t.equal(turn.takeAnswerTo(question('the modulus [512]:', 20)), '768');
  t.equal(turn.takeAnswerTo(question('the modulus [512]:', 60)), '1024');
  t.equal(turn.takeAnswerTo(question('the modulus [512]:', 90)), undefined);
  t.same(turn.dialog, [
    { question: 'the modulus [512]:', answer: '768' },
    { question: 'the modulus [512]:', answer: '1024' },
  ]);
  t.same([...turn.handled], [20, 60], 'an answered line is done with');
  t.equal(answers.length, 2, "the caller's list stays whole");
  t.end();
});

t.test('the secret is given once and stands in the dialog as its mask', (t) => {
  const secret = new Secret('enable', 'Enable1234');
  const turn = new Turn({ command: 'enable', answers: [], secret }, before, 7);
  t.ok(turn.hasSecret);
  t.equal(turn.takeSecretFor(question('Password:')), secret);
  t.notOk(turn.hasSecret);
  t.equal(turn.takeSecretFor(question('Password:', 40)), undefined);
  t.same(turn.dialog, [{ question: 'Password:', answer: '<enable>**' }]);
  t.end();
});

t.test('where the echo ends', (t) => {
  const turn = new Turn({ command: 'show clock', answers: [], secret: undefined }, before, 7);
  let all = 'Switch>show cl';
  const received = { text: (from: number, to: number = all.length) => all.slice(from, to) };
  t.equal(turn.echoEnd(received), undefined, 'not yet');
  all += 'ock\r\n';
  t.equal(turn.echoEnd(received), all.length);
  all = '';
  t.equal(turn.echoEnd(received), 19, 'once found it is kept');
  t.end();
});
