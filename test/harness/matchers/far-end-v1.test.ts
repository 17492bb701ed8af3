import t from 'tap';
import type { Sshv1ServedConnection } from '../../../bench/sshv1-server-host.ts';
import { farEndv1Cipher, farEndv1LoggedIn, farEndv1Undialled } from '../../../harness/matchers/far-end-v1.ts';

const connection: Sshv1ServedConnection = {
  connection: 1,
  at: 5,
  client: { address: '198.51.100.1', port: 40001 },
  server: { address: '198.51.100.20', port: 22 },
  phase: 'session',
  ident: 'SSH-1.5-Cisco-1.25',
  cipher: 'des',
  userAsked: true,
  authenticationAsked: true,
  user: 'user2',
  turns: [],
  authenticated: true,
  requests: ['pty', 'shell'],
  program: { kind: 'shell' },
  typed: '',
};
const seen = (...connections: Partial<Sshv1ServedConnection>[]) =>
  ({
    kind: 'sshv1-connections',
    connections: connections.map((change) => ({ ...connection, ...change })),
  }) as const;

t.test('farEndv1LoggedIn rejects another version, a login that failed, and nobody', (t) => {
  t.ok(farEndv1LoggedIn().match(seen({})).matches);
  t.match(farEndv1LoggedIn().match(seen({ ident: 'SSH-2.0-Cisco-1.25' })), {
    matches: false,
    got: /SSH-2\.0/,
  });
  t.notOk(farEndv1LoggedIn().match(seen({ authenticated: false, phase: 'authenticating' })).matches);
  t.notOk(farEndv1LoggedIn().match(seen({}, { authenticated: false })).matches, 'each connection counts');
  t.match(farEndv1LoggedIn().match(seen()), { matches: false, got: 'no connection' });
  t.end();
});

t.test('farEndv1Cipher rejects the other one', (t) => {
  t.ok(farEndv1Cipher('des').match(seen({})).matches);
  t.match(farEndv1Cipher('3des').match(seen({})), { matches: false, got: /des, user user2/ });
  t.notOk(farEndv1Cipher('des').match(seen()).matches);
  t.end();
});

t.test('farEndv1Undialled rejects a connection, however far it came', (t) => {
  t.ok(farEndv1Undialled().match(seen()).matches);
  t.match(farEndv1Undialled().match(seen({ phase: 'connected' })), {
    matches: false,
    got: /came as far as connected/,
  });
  t.end();
});
