import t from 'tap';
import {
  noSshSessionsOf,
  sshConnectionsShown,
  sshSessionShown,
  sshSessionsShown,
  sshVersion1SessionShown,
} from '../../../harness/matchers/show-ssh.ts';
import { cli } from './observations.ts';

const header = 'Connection Version Mode Encryption  Hmac         State                 Username';
const rows = (number: number, user: string): string[] => [
  `${number}          2.0     IN   aes128-cbc  hmac-md5     Session started       ${user}`,
  `${number}          2.0     OUT  aes256-cbc  hmac-sha1    Session started       ${user}`,
];
const none = '%No SSHv1 server connections running.';

t.test('sshSessionsShown rejects another number of sessions and a session with one row', (t) => {
  const two = sshSessionsShown({ version: '2.0', sessions: 2 });
  t.ok(two.match(cli([header, ...rows(0, 'lab'), ...rows(1, 'guest'), none])).matches);
  t.notOk(two.match(cli([header, ...rows(0, 'lab'), none])).matches, 'one');
  t.notOk(two.match(cli([header, ...rows(0, 'lab'), ...rows(0, 'guest')])).matches, 'one number twice');
  t.notOk(two.match(cli([header, ...rows(0, 'lab'), ...rows(1, 'guest').slice(1)])).matches, 'no IN row');
  t.notOk(two.match(cli([header, ...rows(0, 'lab'), ...rows(1, 'guest'), 'garbage'])).matches);
  t.notOk(sshSessionsShown({ version: '1.5', sessions: 1 }).match(cli([header, ...rows(0, 'lab')])).matches);
  t.ok(
    sshSessionsShown({ version: '1.5', sessions: 1 }).match(cli(['0  1.5  3DES  Session started  lab']))
      .matches,
  );
  t.ok(sshSessionsShown({ version: '2.0', sessions: 0 }).match(cli([none])).matches);
  t.end();
});

t.test('sshSessionShown rejects swapped directions, other algorithms and another user', (t) => {
  const shown = cli([header, ...rows(0, 'lab'), none]);
  const right = {
    user: 'lab',
    in: { cipher: 'aes128-cbc', mac: 'hmac-md5' },
    out: { cipher: 'aes256-cbc', mac: 'hmac-sha1' },
  };
  t.ok(sshSessionShown(right).match(shown).matches);
  t.notOk(sshSessionShown({ ...right, in: right.out, out: right.in }).match(shown).matches, 'swapped');
  t.notOk(sshSessionShown({ ...right, out: right.in }).match(shown).matches, 'another');
  t.notOk(sshSessionShown({ ...right, user: 'guest' }).match(shown).matches, 'user');
  t.notOk(sshSessionShown(right).match(cli([header, ...rows(0, 'lab'), ...rows(1, 'lab')])).matches, 'twice');
  t.end();
});

t.test('noSshSessionsOf rejects the line of the other version, and none', (t) => {
  t.ok(noSshSessionsOf('1').match(cli([none])).matches);
  t.notOk(noSshSessionsOf('2').match(cli([none])).matches);
  t.notOk(noSshSessionsOf('1').match(cli([header, ...rows(0, 'lab')])).matches);
  t.end();
});

const header1 = 'Connection      Version Encryption      State                Username';
const row1 = '1               1.5     3DES            Session started      lab';

t.test('sshVersion1SessionShown rejects another cipher, another user and no user', (t) => {
  const right = { user: 'lab', cipher: '3des' } as const;
  t.ok(sshVersion1SessionShown(right).match(cli([header1, row1])).matches);
  t.notOk(sshVersion1SessionShown({ ...right, cipher: 'des' }).match(cli([header1, row1])).matches);
  t.notOk(sshVersion1SessionShown({ ...right, user: 'guest' }).match(cli([header1, row1])).matches);
  t.notOk(sshVersion1SessionShown(right).match(cli([header1, row1.replace('lab', '')])).matches, 'no user');
  t.notOk(sshVersion1SessionShown(right).match(cli([header1, row1, row1])).matches, 'two rows');
  t.notOk(sshVersion1SessionShown(right).match(cli([header, ...rows(0, 'lab')])).matches, 'version 2');
  t.end();
});

t.test('sshConnectionsShown rejects numbers that clash', (t) => {
  t.ok(sshConnectionsShown(2).match(cli([header1, row1, header, ...rows(0, 'lab')])).matches);
  t.notOk(sshConnectionsShown(2).match(cli([header1, row1, header, ...rows(1, 'lab')])).matches);
  t.notOk(sshConnectionsShown(2).match(cli([none])).matches);
  t.end();
});
