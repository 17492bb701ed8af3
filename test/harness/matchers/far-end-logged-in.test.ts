import t from 'tap';
import { farEndLoggedIn } from '../../../harness/matchers/far-end-logged-in.ts';
import { refusedServer, seen, served } from './served.ts';

t.test('farEndLoggedIn rejects a DUT that did not come, was not let in, or asked for nothing', (t) => {
  t.ok(farEndLoggedIn().match(seen(served())).matches);
  t.match(farEndLoggedIn().match(seen()), { matches: false, got: 'no connection' });
  t.match(farEndLoggedIn().match(seen(refusedServer())), { matches: false, got: /came as far as ended/ });
  t.notOk(farEndLoggedIn().match(seen(served(), refusedServer())).matches, 'each connection counts');
  const { program: _, ...idle } = served();
  t.notOk(farEndLoggedIn().match(seen(idle)).matches);
  t.end();
});
