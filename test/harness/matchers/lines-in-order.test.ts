import t from 'tap';
import { linesInOrder } from '../../../harness/matchers/lines-in-order.ts';
import { cli } from './observations.ts';

t.test('linesInOrder rejects another order and a missing line', (t) => {
  const order = linesInOrder(['^one', '^two']);
  t.ok(order.match(cli(['one', 'between', 'two'])).matches);
  t.match(order.match(cli(['two', 'one'])), { matches: false, got: /\^two/ });
  t.notOk(order.match(cli(['one'])).matches);
  t.notOk(order.match(cli([])).matches);
  t.end();
});
