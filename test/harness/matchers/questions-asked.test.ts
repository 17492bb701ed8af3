import t from 'tap';
import { questionsAsked } from '../../../harness/matchers/questions-asked.ts';
import { cli } from './observations.ts';

const asked = (...questions: string[]) => ({
  ...cli([]),
  dialog: questions.map((question) => ({ question, answer: '' })),
});

t.test('questionsAsked rejects a question that is missing, repeated, changed or out of order', (t) => {
  const both = questionsAsked(['Password:', 'New Password: ']);
  t.ok(both.match(asked('Password: ', 'New Password:')).matches, 'blanks at the end');
  t.match(both.match(asked('Password:')), { matches: false, got: /^Password:, then / });
  t.notOk(both.match(asked('Password:', 'Password:', 'New Password:')).matches);
  t.notOk(both.match(asked('New Password:', 'Password:')).matches);
  t.notOk(both.match(asked('Password:', 'New password:')).matches);
  t.ok(questionsAsked([]).match(asked()).matches);
  t.match(questionsAsked([]).match(asked('Password:')), { matches: false });
  t.end();
});
