import t from 'tap';
import { outputHas, outputLacks } from '../../../harness/matchers/command-output.ts';
import { cli, withLog } from './observations.ts';

const exec = (output: string) => ({ kind: 'ssh-exec', output }) as const;

t.test('outputHas rejects output without such a line', (t) => {
  t.ok(outputHas('\\d\\d:\\d\\d:\\d\\d').match(cli(['*10:21:03.117 UTC Fri Nov 27 2026'])).matches);
  t.ok(outputHas('^end$').match(exec('hostname Switch\r\n end\r\n')).matches);
  t.notOk(outputHas('^end$').match(exec('the end')).matches);
  t.notOk(outputHas('^end$').match(cli([])).matches);
  t.notOk(outputHas('CONFIG_I').match(withLog(cli(['x']), '%SYS-5-CONFIG_I: x')).matches, 'no log line');
  t.end();
});

t.test('outputLacks rejects output with such a line, and none', (t) => {
  t.ok(outputLacks('username').match(exec('% Invalid input')).matches);
  t.match(outputLacks('username').match(exec('a\r\nusername x\r\n')), { matches: false, got: 'username x' });
  t.notOk(outputLacks('username').match(exec('\r\n')).matches);
  t.end();
});
