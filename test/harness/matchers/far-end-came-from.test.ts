import t from 'tap';
import { farEndCameFrom } from '../../../harness/matchers/far-end-came-from.ts';
import { seen, served } from './served.ts';

t.test('farEndCameFrom rejects another address, one among several, and nobody', (t) => {
  const own = served();
  const other = served({ client: { address: '198.51.100.3', port: 50_000 } });
  const from = farEndCameFrom('198.51.100.1');
  t.ok(from.match(seen(own)).matches);
  t.match(from.match(seen(other)), { matches: false, got: '198.51.100.3' });
  t.notOk(from.match(seen(own, other)).matches);
  t.match(from.match(seen()), { matches: false, got: 'no connection' });
  t.end();
});
