import t from 'tap';
import { farEndAskedNothing } from '../../../harness/matchers/far-end-asked-nothing.ts';
import { refusedServer, seen, served, turn } from './served.ts';

t.test('farEndAskedNothing rejects a request for authentication, whatever came of it', (t) => {
  t.ok(farEndAskedNothing().match(seen(refusedServer())).matches);
  t.match(farEndAskedNothing().match(seen(served())), { matches: false, got: /tried password \(success\)/ });
  const unanswered = refusedServer({ authenticationAsked: true, turns: [turn({ result: 'unanswered' })] });
  t.notOk(farEndAskedNothing().match(seen(unanswered)).matches);
  t.notOk(farEndAskedNothing().match(seen(refusedServer(), unanswered)).matches);
  t.end();
});

t.test('and what says nothing of the key', (t) => {
  t.match(farEndAskedNothing().match(seen()), { matches: false, got: 'no connection' });
  const { hostKey: _, ...keyless } = refusedServer();
  t.match(farEndAskedNothing().match(seen(keyless)), { matches: false, got: /saw no host key/ });
  t.notOk(farEndAskedNothing().match(seen(refusedServer({ end: { by: 'us' } }))).matches, 'we left');
  const { end: __, ...waiting } = refusedServer({ phase: 'key-exchange' });
  t.notOk(farEndAskedNothing().match(seen(waiting)).matches, 'it may still ask');
  t.end();
});
