import t from 'tap';
import type { Verdict } from '../../bench/verdict.ts';
import { withDeviations } from '../../harness/deviations.ts';
import type { RequirementResult } from '../../journal/events.ts';

const claim = {
  requirement: 'T-001',
  reason: 'prints blue',
  owner: 'Ada',
  expires: '2027-03-31',
  where: 'profile.yaml:7:5',
};
const evidence = [{ pco: 'console', from: 1, to: 9 }];
const result = (verdict: Verdict, id = 'T-001'): RequirementResult => ({
  id,
  suite: 'toy',
  verdict,
  evidence,
  ...(verdict === 'pass' ? {} : { reason: 'expected red, got blue' }),
});
const lastDay = new Date('2027-03-31T23:59:59.999Z');
const dayAfter = new Date('2027-04-01T00:00:00.000Z');

t.test('a fail that is expected stays a fail, by whose word', async (t) => {
  t.strictSame(withDeviations(result('fail'), [claim], lastDay), {
    ...result('fail'),
    deviation: { owner: 'Ada', reason: 'prints blue', expires: '2027-03-31' },
  });
});

t.test('a pass where a fail is expected is a fail', async (t) => {
  const { reason = '', ...judged } = withDeviations(result('pass'), [claim], lastDay);
  t.strictSame(judged, { id: 'T-001', suite: 'toy', verdict: 'fail', evidence }, 'that nobody expects');
  t.equal(
    reason,
    'passes although a deviation is claimed (prints blue): remove it from profile.yaml:7:5, owner Ada',
  );
});

t.test('a claim that has expired counts no more', async (t) => {
  t.strictSame(withDeviations(result('fail'), [claim], dayAfter), {
    ...result('fail'),
    reason:
      'expected red, got blue; its deviation (prints blue; owner Ada) expired on 2027-03-31 and counts no more',
  });
  t.strictSame(withDeviations(result('pass'), [claim], dayAfter), result('pass'), 'a pass is one again');
});

t.test('what could not be decided, or does not apply, is as it was', async (t) => {
  for (const verdict of ['inconclusive', 'not-applicable'] as const)
    for (const day of [lastDay, dayAfter])
      t.strictSame(withDeviations(result(verdict), [claim], day), result(verdict));
});

t.test('a requirement of which nothing is claimed', async (t) => {
  for (const verdict of ['pass', 'fail'] as const)
    t.strictSame(withDeviations(result(verdict, 'T-002'), [claim], lastDay), result(verdict, 'T-002'));
});

t.test('of several claims the first that counts', async (t) => {
  const expired = { ...claim, owner: 'Bob', expires: '2026-01-01' };
  const later = { ...claim, owner: 'Eve' };
  t.equal(withDeviations(result('fail'), [expired, claim, later], lastDay).deviation?.owner, 'Ada');
});
