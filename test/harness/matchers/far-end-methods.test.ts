import t from 'tap';
import { farEndMethods, farEndNotTried } from '../../../harness/matchers/far-end-methods.ts';
import { refusedServer, seen, served, turn } from './served.ts';

const none = turn({ method: 'none', result: 'failure' });
const asked = turn({ method: 'keyboard-interactive', result: 'failure' });
const key = turn({ method: 'publickey', result: 'failure' });

t.test('farEndMethods rejects a method too many, one too few, and another order', (t) => {
  const expects = (methods: string[], ...turns: (typeof none)[]) =>
    farEndMethods(methods).match(seen(served({ turns })));
  t.ok(expects(['password'], turn()).matches);
  t.ok(expects(['password'], none, turn()).matches, 'what told it of the methods is left out');
  t.ok(expects(['keyboard-interactive', 'password'], none, asked, asked, turn()).matches);
  t.match(expects(['password'], none, key, turn()), {
    matches: false,
    got: /tried none \(failure\), publickey \(failure\), password \(success\)/,
  });
  t.notOk(expects(['keyboard-interactive', 'password'], none, turn()).matches);
  t.notOk(expects(['password', 'keyboard-interactive'], none, asked, turn()).matches);
  t.notOk(farEndMethods(['password']).match(seen()).matches);
  t.end();
});

t.test('farEndNotTried rejects the method, and a DUT that tried none', (t) => {
  const expects = (...turns: (typeof none)[]) => farEndNotTried('publickey').match(seen(served({ turns })));
  t.ok(expects(none, turn()).matches);
  t.match(expects(key, turn()), { matches: false, got: /publickey/ });
  t.notOk(farEndNotTried('publickey').match(seen(refusedServer())).matches);
  t.notOk(farEndNotTried('publickey').match(seen()).matches);
  t.end();
});
