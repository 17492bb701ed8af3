import t from 'tap';
import { farEndTurnedAway } from '../../../harness/matchers/far-end-turned-away.ts';
import { refusedServer, seen, served, turn } from './served.ts';

t.test('farEndTurnedAway rejects a login, a DUT that asked for none, and nobody', (t) => {
  const failed = served({ authenticated: false, turns: [turn({ result: 'failure', answers: ['wrong'] })] });
  t.ok(farEndTurnedAway().match(seen(failed)).matches);
  t.match(farEndTurnedAway().match(seen(served())), { matches: false, got: /password \(success\)/ });
  t.notOk(farEndTurnedAway().match(seen(failed, served())).matches, 'each connection counts');
  t.notOk(farEndTurnedAway().match(seen(refusedServer())).matches);
  t.notOk(farEndTurnedAway().match(seen()).matches);
  t.end();
});
