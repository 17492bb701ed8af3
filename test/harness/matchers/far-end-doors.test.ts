import t from 'tap';
import { farEndDoors } from '../../../harness/matchers/far-end-doors.ts';
import { seen, served } from './served.ts';

t.test('farEndDoors rejects the decoy, and one connection too many or too few', (t) => {
  const vrf = served({ door: 'vrf' });
  t.ok(farEndDoors(['vrf']).match(seen(vrf)).matches);
  t.match(farEndDoors(['vrf']).match(seen(served())), { matches: false, got: /^service: / });
  t.notOk(farEndDoors(['vrf']).match(seen(vrf, served())).matches);
  t.notOk(farEndDoors(['vrf']).match(seen()).matches);
  t.end();
});

t.test('farEndDoors with none rejects any connection', (t) => {
  t.ok(farEndDoors([]).match(seen()).matches);
  t.notOk(farEndDoors([]).match(seen(served({ phase: 'connected' }))).matches);
  t.end();
});
