import t from 'tap';
import type { RadiusRequest, RadiusRequestsObservation } from '../../../bench/radius-server.ts';
import { radiusAsked } from '../../../harness/matchers/radius.ts';

function request(rest: Partial<RadiusRequest> = {}): RadiusRequest {
  return {
    ...{ at: 1000, door: 1645, port: 1645, kind: 'access', user: 'user1', password: 'right' },
    client: { address: '198.51.100.1', port: 1645 },
    ...{ messageAuthenticator: 'absent', nasAddress: '198.51.100.1', nasPort: 2, repeated: false },
    reply: { code: 'accept', message: '', avPairs: [] },
    ...rest,
  };
}

function seen(...requests: RadiusRequest[]): RadiusRequestsObservation {
  return { kind: 'radius-requests', requests, lost: 0 };
}

t.test('radiusAsked rejects another number, user, door, password and answer', (t) => {
  const once = radiusAsked({ kind: 'access', user: 'user1', password: 'right', times: 1 });
  t.ok(once.match(seen(request())).matches);
  t.ok(once.match(seen(request(), request({ repeated: true }))).matches, 'sent again counts once');
  t.match(once.match(seen()), { matches: false, got: '0 of no request' });
  t.notOk(once.match(seen(request(), request())).matches);
  t.notOk(once.match(seen(request({ user: 'other' }))).matches);
  t.notOk(once.match(seen(request({ password: 'wrong' }))).matches);
  t.notOk(once.match(seen(request({ kind: 'accounting' }))).matches);
  t.notOk(once.match({ ...seen(request()), lost: 1 }).matches);
  t.notOk(radiusAsked({ door: 1812 }).match(seen(request())).matches);
  t.notOk(radiusAsked({ reply: 'reject' }).match(seen(request())).matches);
  t.end();
});

t.test(
  'radiusAsked rejects what has no right authenticator, and a device that does not say who it is',
  (t) => {
    t.notOk(radiusAsked({}).match(seen(request({ messageAuthenticator: 'wrong' }))).matches);
    t.notOk(radiusAsked({}).match(seen(request({ authenticator: 'wrong' }))).matches);
    const none = request({ kind: 'other', malformed: 'too short' });
    t.notOk(radiusAsked({ kind: 'access', times: 0 }).match(seen(none)).matches);
    const nas = radiusAsked({ nasAddress: '198.51.100.1', nasPort: true });
    t.ok(nas.match(seen(request())).matches);
    t.notOk(nas.match(seen(request({ nasAddress: '198.51.100.2' }))).matches);
    const { nasPort: _nasPort, ...without } = request();
    t.notOk(nas.match(seen(without)).matches);
    t.end();
  },
);
