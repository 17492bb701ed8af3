import t from 'tap';
import { configurationIs } from '../../../harness/matchers/configuration-is.ts';
import { cli, withLog } from './observations.ts';

t.test('configurationIs rejects a line that is missing, too many, moved or another', (t) => {
  const lines = ['one', 'two', 'three'];
  const is = configurationIs(lines);
  t.ok(is.match(cli(lines)).matches);
  t.ok(is.match(cli(['! Last configuration change at 08:42:48', ...lines])).matches, 'but for comments');
  t.ok(
    is.match(withLog(cli(lines), '%SYS-5-CONFIG_I: Configured from console')).matches,
    'but for log lines',
  );
  t.ok(
    is.match(cli(['one', '', 'two', 'three'])).matches,
    'but for the line that a log message is set off with',
  );
  for (const wrong of [
    ['one', 'three'],
    [...lines, 'four'],
    ['two', 'one', 'three'],
    ['one', 'tvo', 'three'],
    [],
  ]) {
    t.notOk(is.match(cli(wrong)).matches, wrong.join(' '));
  }
  t.equal(is.match(cli(['one', 'tvo'])).got, '2 lines, at line 2 "tvo" in place of "two"');
  t.throws(() => configurationIs.fromJson([]), 'nothing cannot be expected');
  t.end();
});
