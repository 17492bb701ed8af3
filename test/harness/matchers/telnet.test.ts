import t from 'tap';
import { telnetLoggedIn } from '../../../harness/matchers/telnet.ts';

t.test('telnetLoggedIn rejects a login without a prompt', (t) => {
  const login = {
    kind: 'telnet-login',
    options: { server: [], client: [] },
    turns: [],
    printed: '',
  } as const;
  t.ok(telnetLoggedIn().match({ ...login, outcome: 'authenticated', session: 1 }).matches);
  for (const outcome of ['refused', 'closed', 'unreachable'] as const) {
    t.notOk(telnetLoggedIn().match({ ...login, outcome }).matches, outcome);
  }
  t.end();
});
