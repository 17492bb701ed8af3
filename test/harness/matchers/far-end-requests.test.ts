import t from 'tap';
import { farEndRequests } from '../../../harness/matchers/far-end-requests.ts';
import { seen, served } from './served.ts';

t.test('farEndRequests rejects one too many, one too few, and another order', (t) => {
  const expects = (...requests: string[]) =>
    farEndRequests(['pty-req', 'shell']).match(seen(served({ requests })));
  t.ok(expects('pty-req', 'shell').matches);
  t.match(expects('shell', 'pty-req'), { matches: false, got: 'shell, pty-req' });
  t.notOk(expects('shell').matches);
  t.notOk(expects('pty-req', 'shell', 'exec').matches);
  t.match(expects(), { matches: false, got: 'no request' });
  t.notOk(farEndRequests(['shell']).match(seen()).matches);
  t.end();
});
