import t from 'tap';
import { parseShowUsers } from '../../../harness/show/show-users.ts';
import { readsAllTranscripts } from './reads-all.ts';
import { facts } from './show-users-facts.ts';

readsAllTranscripts({
  parse: parseShowUsers,
  command: /^show users( all| wide)?$/,
  files: 10,
  facts,
  asFacts: (shown) => shown,
});

t.test('a location on the next line belongs to the line before it', (t) => {
  const { lines, unknown } = parseShowUsers([
    '    Line       User       Host(s)              Idle       Location',
    '*  2 vty 0     lab        idle                 00:00:00',
    '                                                          2001:DB8:ACAD:1234:5678:9ABC:DEF0:1',
    'Switch#',
  ]);
  t.match(lines, [{ number: 2, user: 'lab', location: '2001:DB8:ACAD:1234:5678:9ABC:DEF0:1' }]);
  t.same(unknown, ['Switch#']);
  t.end();
});

t.test('one word stands under User or under Host(s)', (t) => {
  const { lines } = parseShowUsers([
    '    Line       User       Host(s)              Idle       Location',
    '   0 con 0                10.0.0.1             00:00:05',
    '   2 vty 0     lab                             00:00:05 10.0.0.2',
  ]);
  t.match(lines, [{ host: '10.0.0.1' }, { user: 'lab' }]);
  t.notOk('user' in (lines[0] ?? {}));
  t.notOk('host' in (lines[1] ?? {}));
  t.end();
});

t.test('a second host of a line is no location', (t) => {
  const { lines, unknown } = parseShowUsers([
    '    Line       User       Host(s)              Idle       Location',
    '*  0 con 0                10.0.0.1             00:00:00',
    '                          10.0.0.2             00:00:05',
    '                          10.0.0.3',
  ]);
  t.strictSame(lines, [
    { active: true, number: 0, type: 'con', unit: '0', host: '10.0.0.1', idle: '00:00:00' },
  ]);
  t.same(unknown, ['10.0.0.2             00:00:05', '10.0.0.3']);
  t.end();
});
