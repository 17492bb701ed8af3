import t from 'tap';
import { bannerBeforeLogin, sshv1NotBegun } from '../../../harness/matchers/login-banner.ts';
import { login } from './observations.ts';

t.test('bannerBeforeLogin rejects no banner, another one and one that is cut', (t) => {
  const judge = bannerBeforeLogin('authorized use only');
  t.ok(judge.match(login({ banner: '\nauthorized use only\n' })).matches);
  t.match(judge.match(login()), { matches: false, got: 'no banner, authenticated' });
  t.notOk(judge.match(login({ banner: 'authorized use' })).matches);
  t.end();
});

t.test('sshv1NotBegun rejects a server that began, and one that was not reached', (t) => {
  const ident = { kind: 'sshv1-ident', ident: 'SSH-2.0-Cisco-1.25', text: '' } as const;
  t.ok(sshv1NotBegun().match({ ...ident, answer: 'closed' }).matches);
  t.ok(sshv1NotBegun().match({ ...ident, answer: 'text' }).matches);
  t.notOk(sshv1NotBegun().match({ ...ident, answer: 'public-key' }).matches);
  t.notOk(sshv1NotBegun().match({ ...ident, answer: 'unreachable' }).matches);
  t.end();
});
