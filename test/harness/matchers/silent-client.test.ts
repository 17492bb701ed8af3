import t from 'tap';
import { silentClientCutOff } from '../../../harness/matchers/silent-client.ts';

t.test('silentClientCutOff rejects a client that is still there, and one that left by itself', (t) => {
  const silent = { kind: 'ssh-linger', phase: 'connected', reached: true, milliseconds: 12_000 } as const;
  t.ok(silentClientCutOff().match({ ...silent, end: { by: 'server' } }).matches);
  t.ok(silentClientCutOff().match({ ...silent, end: { by: 'network' } }).matches, 'a reset is an end too');
  t.match(silentClientCutOff().match(silent), {
    matches: false,
    got: 'connected, still connected after 12.0 s',
  });
  t.notOk(silentClientCutOff().match({ ...silent, end: { by: 'us' } }).matches);
  t.end();
});
