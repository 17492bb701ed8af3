import t from 'tap';
import type { SyslogMessage } from '../../../bench/syslog-listener.ts';
import { syslogged } from '../../../harness/matchers/syslog.ts';

t.test('syslogged rejects another severity, another text, and silence', (t) => {
  const client = { address: '198.51.100.1', port: 50_000 };
  const message = (text: string, severity?: number): SyslogMessage => ({
    ...{ at: 1, client, facility: 23, text },
    ...(severity === undefined ? { malformed: 'no priority' } : { severity }),
  });
  const got = (...messages: SyslogMessage[]) =>
    syslogged({ pattern: 'SSH\\d: ', severity: 7 }).match({ kind: 'syslog-messages', messages, lost: 0 });
  t.ok(got(message('45: SSH0: starting', 7), message('46: %SYS-5-CONFIG_I', 5)).matches);
  t.match(got(message('45: SSH0: starting', 6)), { matches: false, got: /of severity 6/ });
  t.notOk(got(message('45: SSH0: starting')).matches);
  t.notOk(got(message('46: %SYS-5-CONFIG_I', 7)).matches);
  t.match(got(), { matches: false, got: '0 messages, 0 of them so' });
  t.end();
});
