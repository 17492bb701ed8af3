import t from 'tap';
import { farEndRekeyRefused } from '../../../harness/matchers/far-end-rekey-refused.ts';
import { seen, served } from './served.ts';

const asked = { by: 'us', completed: false, sha256: 'CD' } as const;

t.test(
  'farEndRekeyRefused rejects new keys that were made, were not asked for, or are still being made',
  (t) => {
    t.ok(farEndRekeyRefused().match(seen(served({ rekeys: [asked] }))).matches);
    t.match(farEndRekeyRefused().match(seen(served({ rekeys: [{ ...asked, completed: true }] }))), {
      matches: false,
      got: /^1 exchanges after the first, 1 completed: came as far as ended/,
    });
    t.notOk(farEndRekeyRefused().match(seen(served())).matches);
    t.notOk(farEndRekeyRefused().match(seen(served({ rekeys: [{ by: 'us', completed: false }] }))).matches);
    t.notOk(farEndRekeyRefused().match(seen(served({ rekeys: [asked], end: { by: 'us' } }))).matches);
    const { end: _, ...open } = served({ rekeys: [asked] });
    t.notOk(farEndRekeyRefused().match(seen(open)).matches);
    t.notOk(farEndRekeyRefused().match(seen()).matches);
    t.end();
  },
);
