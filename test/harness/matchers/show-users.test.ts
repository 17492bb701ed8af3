import t from 'tap';
import { userOnLine, vtySessionsShown } from '../../../harness/matchers/show-users.ts';
import { cli } from './observations.ts';

t.test('userOnLine rejects another line, another user and a user on two lines', (t) => {
  const header = '    Line       User       Host(s)              Idle       Location';
  const vty = (line: number, user: string): string =>
    `   ${line} vty ${line - 2}     ${user.padEnd(10)} idle                 00:00:07   192.0.2.10`;
  const judge = userOnLine({ user: 'lab', line: 2 });
  t.ok(judge.match(cli([header, vty(2, 'lab'), vty(3, 'guest')])).matches);
  t.notOk(judge.match(cli([header, vty(3, 'lab')])).matches, 'another line');
  t.notOk(judge.match(cli([header, vty(2, 'guest')])).matches, 'another user');
  t.notOk(judge.match(cli([header, vty(2, 'lab'), vty(3, 'lab')])).matches, 'twice');
  t.notOk(judge.match(cli([header])).matches, 'nobody');
  t.end();
});

t.test('vtySessionsShown rejects another number of sessions, and one of somebody else', (t) => {
  const table = cli([
    '    Line       User       Host(s)              Idle       Location',
    '*  0 con 0                idle                 00:00:00',
    '   2 vty 0     bench      idle                 00:00:01 192.0.2.10',
    '   3 vty 1     bench      idle                 00:00:02 192.0.2.10',
    '   4 vty 2     lab        idle                 00:00:03 192.0.2.11',
  ]);
  t.ok(vtySessionsShown({ user: 'bench', sessions: 2 }).match(table).matches);
  t.notOk(vtySessionsShown({ user: 'bench', sessions: 1 }).match(table).matches);
  t.notOk(vtySessionsShown({ user: 'lab', sessions: 2 }).match(table).matches);
  t.match(vtySessionsShown({ user: 'nobody', sessions: 1 }).match(table).got, 'nobody on no vty');
  t.end();
});
