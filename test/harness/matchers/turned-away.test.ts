import t from 'tap';
import { turnedAway } from '../../../harness/matchers/turned-away.ts';
import { cli, login, sshv1Login } from './observations.ts';

t.test('turnedAway rejects a client that was let in, by whatever protocol', (t) => {
  t.notOk(turnedAway().match(login()).matches);
  t.notOk(turnedAway().match(sshv1Login()).matches);
  for (const outcome of ['refused', 'closed', 'unreachable', 'protocol-mismatch'] as const) {
    t.ok(turnedAway().match(login({ outcome })).matches, outcome);
  }
  t.match(turnedAway().match(cli([]) as never), { matches: false }, 'and what is no login');
  t.end();
});
