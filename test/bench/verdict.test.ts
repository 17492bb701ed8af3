import t from 'tap';
import { foldVerdicts } from '../../bench/verdict.ts';

t.test('the verdict of a whole', async (t) => {
  t.equal(foldVerdicts(['pass', 'inconclusive', 'fail', 'not-applicable']), 'fail');
  t.equal(foldVerdicts(['pass', 'inconclusive', 'not-applicable']), 'inconclusive');
  t.equal(foldVerdicts(['not-applicable', 'pass']), 'pass');
  t.equal(foldVerdicts(['not-applicable']), 'not-applicable');
  t.equal(foldVerdicts([]), 'inconclusive', 'nothing is never a pass');
});
