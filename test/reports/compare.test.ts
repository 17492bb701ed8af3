import t from 'tap';
import type { EventBody } from '../../journal/events.ts';
import { compareVerdicts } from '../../reports/compare.ts';
import { firstSuite, head, journalOf } from './sample-run.ts';

const recorded = journalOf(head, ...firstSuite);

t.test('the same judgement', async (t) => {
  t.strictSame(compareVerdicts(recorded, journalOf(head, ...firstSuite), ['first']), []);
});

t.test('another verdict', async (t) => {
  const after = altered((result) => ({ ...result, verdict: 'pass' as const }));
  t.strictSame(compareVerdicts(recorded, after, ['first']), [
    'first A-002: recorded fail, replayed pass (expected ^x$, got "\u0007<y>\r")',
  ]);
});

t.test('the same verdict on other evidence', async (t) => {
  const after = altered((result) => ({ ...result, evidence: [] }));
  t.strictSame(compareVerdicts(recorded, after, ['first']), [
    'first A-001: pass as recorded, but on other evidence',
    'first A-002: fail as recorded, but on other evidence',
  ]);
});

t.test('suites that are not compared', async (t) => {
  t.strictSame(compareVerdicts(recorded, journalOf(head), []), []);
});

type Result = Extract<EventBody, { type: 'suite-end' }>['requirements'][number];

function altered(change: (result: Result) => Result) {
  const bodies = firstSuite.map((body) =>
    body.type === 'suite-end' ? { ...body, requirements: body.requirements.map(change) } : body,
  );
  return journalOf(head, ...bodies);
}
