import t from 'tap';
import { logMatches, logSeen } from '../../../harness/matchers/log.ts';
import { cli } from './observations.ts';

const line = '*Nov 22 19:00:00.123: %SYS-5-CONFIG_I: Configured from console by console';

t.test('logSeen rejects an await that ended without a line', (t) => {
  t.ok(logSeen().match({ kind: 'log', line }).matches);
  t.match(logSeen().match({ kind: 'log', line: '' }), { matches: false, got: 'no log line' });
  t.notOk(logSeen().match(cli([line]) as never).matches);
  t.end();
});

t.test('logMatches rejects another source and no line', (t) => {
  const byConsole = logMatches('%SYS-5-CONFIG_I: Configured from console by console');
  t.ok(byConsole.match({ kind: 'log', line }).matches);
  t.notOk(byConsole.match({ kind: 'log', line: line.replace('by console', 'by vty0') }).matches);
  t.notOk(logMatches('.*').match({ kind: 'log', line: '' }).matches);
  t.end();
});
