import t from 'tap';
import { passwordPrompts } from '../../../harness/matchers/password-prompts.ts';
import { cli } from './observations.ts';

t.test('passwordPrompts rejects one prompt too many or too few', (t) => {
  const dialog = [
    { question: 'Password: ', answer: 'wrong' },
    { question: 'Password: ', answer: 'wrong' },
    { question: 'Proceed? [confirm]', answer: '' },
  ];
  const asked = { ...cli([]), dialog };
  t.ok(passwordPrompts([2]).match(asked).matches);
  t.ok(passwordPrompts([1, 2]).match(asked).matches);
  t.match(passwordPrompts([3]).match(asked), { matches: false, got: /^2 prompts/ });
  t.notOk(passwordPrompts([1]).match(asked).matches);
  t.ok(passwordPrompts([0]).match(cli([])).matches);
  t.end();
});
