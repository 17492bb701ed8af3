import { readFileSync } from 'node:fs';
import t from 'tap';
import { resultsJsonSchema } from '../../reports/results-json-schema.ts';
import { resultsSchema } from '../../reports/results-schema.ts';
import { foldResults } from '../../reports/results.ts';
import { deviating, dut, end, firstSuite, head, journalOf, secondSuite, thrown } from './sample-run.ts';

t.test('the published schema is that of the program', async (t) => {
  const published: unknown = JSON.parse(
    readFileSync(new URL('../../reports/results.schema.json', import.meta.url), 'utf8'),
  );
  t.strictSame(published, JSON.parse(JSON.stringify(resultsJsonSchema())));
});

t.test('results of a whole run', async (t) => {
  const results = foldResults(journalOf(head, dut, ...firstSuite, thrown, ...secondSuite, end(70)));
  t.doesNotThrow(() => resultsSchema.parse(results), 'fit the schema');
  t.strictSame(results.totals, {
    suites: 2,
    requirements: 5,
    pass: 1,
    fail: 1,
    inconclusive: 2,
    accepted: 1,
    deviations: 0,
    'not-applicable': 1,
    errors: 1,
  });
  t.strictSame(results.run.dut, {
    kind: 'virtual',
    platform: 'WS-C3650-24TS',
    release: '03.03.05SE',
    image: 'packages.conf',
  });
  t.strictSame(results.requirements[0]?.evidence, [{ pco: 'console', from: 10, to: 20 }]);
});

t.test('a run that was killed in its first suite', async (t) => {
  const results = foldResults(journalOf(head, dut, ...firstSuite.slice(0, 4)));
  t.doesNotThrow(() => resultsSchema.parse(results), 'fits the schema');
  t.equal(results.run.endedAt, null);
  const verdicts = results.requirements.map(({ id, verdict, reason }) => [id, verdict, reason]);
  t.strictSame(verdicts, [
    ['A-001', 'inconclusive', 'the run ended before this suite did'],
    ['A-002', 'fail', 'expected ^x$, got "\u0007<y>\r"'],
    ['B-001', 'inconclusive', 'the run ended before this suite began'],
    ['B-002', 'inconclusive', 'the run ended before this suite began'],
    ['B-003', 'inconclusive', 'the run ended before this suite began'],
  ]);
});

t.test('a run that was killed after a fail that a deviation expects', async (t) => {
  const claims = (startedAt: string) =>
    foldResults(journalOf({ ...deviating, startedAt }, dut, ...firstSuite.slice(0, 4)));
  const inForce = claims('2026-01-02T23:59:59.000Z');
  t.doesNotThrow(() => resultsSchema.parse(inForce), 'fits the schema');
  t.match(
    inForce.requirements.find(({ id }) => id === 'A-002'),
    { verdict: 'fail', deviation: { owner: 'Ada', expires: '2026-01-02' } },
  );
  t.equal(inForce.totals.deviations, 1);
  const expired = claims('2026-01-03T00:00:00.000Z');
  t.equal(expired.totals.deviations, 0, 'on the day after its last it counts no more');
  t.equal(expired.run.exitCode, 1);
});

t.test('a run of which only some requirements are reported', async (t) => {
  const results = foldResults(journalOf({ ...head, only: ['B-002'] }));
  t.strictSame(
    results.requirements.map(({ id }) => id),
    ['B-002'],
  );
});

t.test('a journal without a head', async (t) => {
  t.throws(() => foldResults(journalOf(thrown)), /no head event/);
});
