import t from 'tap';
import { isWhere } from '../../harness/where-typed.ts';

t.test('commands abbreviated, typed with do, filtered', (t) => {
  for (const typed of [
    'show running-config',
    'show run',
    'sh run | include ip ssh',
    'do show running-config',
    '  SHOW  running-config all ',
  ]) {
    t.ok(isWhere('show running-config', typed), typed);
  }
  for (const typed of [
    'show',
    'show ip ssh',
    'ip ssh version 2',
    '',
    'show running-configs',
    'write terminal',
  ]) {
    t.notOk(isWhere('show running-config', typed), typed);
  }
  t.end();
});

t.test('a configuration command is itself only, not itself with more words', (t) => {
  t.ok(isWhere('ip ssh version', 'ip ssh version'));
  t.ok(isWhere('ip ssh version', 'ip ssh ver'));
  t.notOk(isWhere('ip ssh version', 'ip ssh version 2'));
  t.notOk(isWhere('ip ssh version', 'no ip ssh version'));
  t.end();
});

t.test('several places, and places that are no commands', (t) => {
  const either = 'show tcp brief all / show control-plane host open-ports';
  t.ok(isWhere(either, 'show control-plane host open-ports'));
  t.ok(isWhere(either, 'show tcp brief all'));
  t.notOk(isWhere(either, 'show tcp'));
  t.ok(isWhere('identification string on TCP/22', 'identification string on TCP/22'));
  t.end();
});
