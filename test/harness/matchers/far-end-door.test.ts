import t from 'tap';
import { farEndDoor } from '../../../harness/matchers/far-end-door.ts';
import { seen, served } from './served.ts';

t.test('farEndDoor rejects another door, and more than one', (t) => {
  const came = (...doors: ('service' | 'vrf')[]) =>
    farEndDoor('vrf').match(seen(...doors.map((door) => served({ door }))));
  t.ok(came('vrf').matches);
  t.match(came('service'), { matches: false, got: 'service' });
  t.match(came('vrf', 'service'), { matches: false, got: 'vrf, service' });
  t.match(came(), { matches: false, got: 'no connection' });
  t.end();
});
