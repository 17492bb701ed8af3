import t from 'tap';
import { farEndNotBegun } from '../../../harness/matchers/far-end-not-begun.ts';
import { refusedServer, seen, served, version1 } from './served.ts';

t.test('farEndNotBegun rejects a request for authentication, and a connection that hangs', (t) => {
  t.ok(farEndNotBegun().match(seen()).matches);
  t.ok(farEndNotBegun().match(seen(refusedServer())).matches);
  t.match(farEndNotBegun().match(seen(refusedServer(), served())), {
    matches: false,
    got: /came as far as ended/,
  });
  const { end: _, ...hanging } = refusedServer();
  t.match(farEndNotBegun().match(seen(hanging)), { matches: false, got: /ended by nobody/ });
  t.end();
});

t.test('farEndNotBegun rejects the name of a user in version 1', (t) => {
  const begun = version1({ userAsked: true, authenticationAsked: false });
  t.notOk(farEndNotBegun().match({ kind: 'sshv1-connections', connections: [begun] }).matches);
  const not = version1({ userAsked: false, authenticationAsked: false });
  t.ok(farEndNotBegun().match({ kind: 'sshv1-connections', connections: [not] }).matches);
  t.end();
});
