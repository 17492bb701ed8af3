import t from 'tap';
import { vtysInUse } from '../../../harness/matchers/vtys.ts';
import { cli } from './observations.ts';

t.test('vtysInUse rejects another number, two sessions on one vty, and what is no table', (t) => {
  const users = (...units: readonly number[]) =>
    cli(
      [
        '    Line       User       Host(s)              Idle       Location',
        '*  0 con 0                idle                 00:00:00   ',
        ...units.map(
          (unit) => `   ${unit + 2} vty ${unit}     lab        idle                 00:00:07   192.0.2.10`,
        ),
        '',
        '  Interface    User               Mode         Idle     Peer Address',
      ],
      { command: 'show users' },
    );
  t.ok(vtysInUse(2).match(users(0, 4)).matches);
  t.ok(vtysInUse(0).match(users()).matches);
  t.notOk(vtysInUse(1).match(users(0, 4)).matches);
  t.notOk(vtysInUse(2).match(users(3, 3)).matches);
  t.notOk(vtysInUse(0).match(cli(["% Invalid input detected at '^' marker."])).matches);
  t.end();
});
