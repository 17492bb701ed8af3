import t from 'tap';
import type { DnsQuery } from '../../../bench/dns-server.ts';
import { nameCompleted } from '../../../harness/matchers/name-completed.ts';

const query = (name: string): DnsQuery => ({
  at: 1000,
  client: { address: '198.51.100.1', port: 50_000 },
  transport: 'udp',
  raw: '',
  name,
  type: 'A',
});
const asked = (...names: string[]) =>
  nameCompleted({ short: 'server1', domain: 'Name1' }).match({
    kind: 'dns-queries',
    queries: names.map(query),
    lost: 0,
  });

t.test('nameCompleted rejects a name without the domain, and with another', (t) => {
  t.ok(asked('server1.name1').matches);
  t.ok(asked('other', 'server1.name1', 'server1').matches, 'where nobody has the whole name');
  t.match(asked('server1', 'server1.name1'), { matches: false, got: 'asked for server1, server1.name1' });
  t.notOk(asked('server1.name1.name1').matches);
  t.match(asked(), { matches: false, got: 'no query' });
  const lossy = { kind: 'dns-queries', queries: [query('server1.name1')], lost: 1 } as const;
  t.notOk(
    nameCompleted({ short: 'server1', domain: 'name1' }).match(lossy).matches,
    'what was lost may be it',
  );
  t.end();
});
