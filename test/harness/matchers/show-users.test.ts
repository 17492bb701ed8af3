import t from 'tap';
import { userOnLine } from '../../../harness/matchers/show-users.ts';
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
