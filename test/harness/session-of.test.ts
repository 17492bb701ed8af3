import t from 'tap';
import { sessionOf } from '../../harness/session-of.ts';
import { login } from './matchers/observations.ts';

t.test('the ends of a session are named from where the device stands', (t) => {
  const connection = {
    client: { address: '192.0.2.10', port: 50_000 },
    server: { address: '192.0.2.1', port: 22 },
  };
  const seen = { call: 1, spans: [], observation: login({ connection }) };
  t.same(sessionOf(seen), { local: connection.server, remote: connection.client });
  const unreachable = login({ outcome: 'unreachable', detail: 'connection refused' });
  t.throws(() => sessionOf({ ...seen, observation: unreachable }), { message: /no connection came up/ });
  t.end();
});
