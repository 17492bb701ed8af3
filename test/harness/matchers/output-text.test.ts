import t from 'tap';
import { outputHas, outputLacks } from '../../../harness/matchers/output-text.ts';
import { after, cli, withLog } from './observations.ts';

const exec = (output: string) => ({ kind: 'ssh-exec', output }) as const;

t.test('outputHas rejects what no line speaks of', (t) => {
  const said = cli(['% Please define a domain-name first.']);
  t.ok(outputHas('define a domain-name first').match(said).matches);
  t.notOk(outputHas('hostname').match(said).matches);
  t.notOk(
    outputHas('hostname').match(withLog(said, '%SYS-5-X: hostname')).matches,
    'a log line is no output',
  );
  t.ok(outputHas('^end$').match(exec('hostname Switch\r\n end\r\n')).matches);
  t.notOk(outputHas('^end$').match(exec('the end')).matches);
  t.notOk(outputHas('^end$').match(cli([])).matches);
  t.end();
});

t.test('outputLacks rejects a line that speaks of it, and a command without a prompt', (t) => {
  const said = cli(['% Please define a HOSTNAME other than Router.']);
  t.notOk(outputLacks('hostname|domain').match(said).matches);
  t.ok(outputLacks('hostname|domain').match(cli(['[OK] (elapsed time was 1 seconds)'])).matches);
  t.notOk(outputLacks('hostname').match(after('closed', '')).matches);
  t.ok(outputLacks('username').match(exec('% Invalid input')).matches);
  t.match(outputLacks('username').match(exec('a\r\nusername x\r\n')), { matches: false, got: 'username x' });
  t.notOk(outputLacks('username').match(exec('\r\n')).matches, 'nothing was printed');
  t.end();
});
