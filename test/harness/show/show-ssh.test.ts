import t from 'tap';
import { parseShowSsh } from '../../../harness/show/show-ssh.ts';
import { readsAllTranscripts } from './reads-all.ts';
import { facts } from './show-ssh-facts.ts';

readsAllTranscripts({
  parse: parseShowSsh,
  command: /^show ssh$/,
  files: 6,
  facts,
  asFacts: (shown) => shown,
});

t.test("the guide's three tables: two versions, one, and the header broken", (t) => {
  const { connections, idle, unknown } = parseShowSsh([
    'Connection      Version Encryption      State      Username',
    '0               1.5      3DES             Session started lab',
    'Connection Version Mode Encryption Hmac      State',
    'Username',
    '1               2.0      IN aes128-cbc hmac-md5   Session started lab',
    '%No SSHv2 server connections running.',
    '%No SSH server connections running.',
  ]);
  t.strictSame(connections, [
    { connection: 0, version: '1.5', encryption: '3DES', state: 'Session started', username: 'lab' },
    {
      connection: 1,
      version: '2.0',
      mode: 'IN',
      encryption: 'aes128-cbc',
      hmac: 'hmac-md5',
      state: 'Session started',
      username: 'lab',
    },
  ]);
  t.same(idle, ['2', 'any']);
  t.same(unknown, []);
  t.end();
});

t.test('a connection on which nobody has logged in yet has no user', (t) => {
  const { connections } = parseShowSsh([
    '0          2.0     IN   aes256-ctr  hmac-sha1    Session started',
    '0          2.0     OUT  aes256-ctr  hmac-sha1    Keys exchanged        lab',
  ]);
  t.notOk('username' in (connections[0] ?? {}));
  t.match(connections[1], { state: 'Keys exchanged', username: 'lab' });
  t.end();
});
