import t from 'tap';
import { farEndPrompts } from '../../../harness/matchers/far-end-prompts.ts';
import { seen, served, turn } from './served.ts';

const none = turn({ method: 'none', result: 'failure', answers: [] });
const password = turn({ result: 'failure', answers: ['wrong'] });
const interactive = turn({
  ...{ method: 'keyboard-interactive', result: 'failure', prompts: 1, answered: 1, answers: ['wrong'] },
});
/** By which a client finds out what there is: refused before it is prompted. */
const probe = turn({ method: 'keyboard-interactive', result: 'failure', answers: [] });

t.test('farEndPrompts rejects another count by a method, and a method that was not to be tried', (t) => {
  const turns = [none, interactive, interactive, password];
  const expects = (expected: Parameters<typeof farEndPrompts>[0]) =>
    farEndPrompts(expected).match(seen(served({ turns })));
  t.ok(expects({ 'keyboard-interactive': 2, password: 1 }).matches);
  t.match(expects({ 'keyboard-interactive': 3, password: 1 }), {
    matches: false,
    got: /^2 by keyboard-interactive, 1 by password/,
  });
  t.notOk(expects({ 'keyboard-interactive': 2 }).matches, 'a method that was not to be tried');
  t.notOk(expects({ password: 3 }).matches);
  t.end();
});

t.test('farEndPrompts rejects two connections, and leaves out a refusal without a prompt', (t) => {
  const one = served({ turns: [probe, password] });
  t.ok(farEndPrompts({ password: 1 }).match(seen(one)).matches);
  t.notOk(farEndPrompts({ password: 2 }).match(seen(one, one)).matches);
  t.end();
});
