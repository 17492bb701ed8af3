import type { Test } from 'tap';
import { type Results, resultsSchema } from '../../reports/results-schema.ts';
import { readJunit } from './read-junit.ts';
import { readTap } from './read-tap.ts';

/** The reports of one run, as text. */
export interface ReportTexts {
  readonly results: string;
  readonly tap: string;
  readonly junit: string;
}

/** All four say the same of every requirement and of every error. */
export function agree(t: Test, texts: ReportTexts, exitCode: number): Results {
  const results = resultsSchema.parse(JSON.parse(texts.results));
  const tap = readTap(texts.tap);
  const junit = readJunit(texts.junit);

  t.equal(results.run.exitCode, exitCode, 'results.json has the exit code');
  t.equal(junit.properties.get('exitCode'), String(exitCode), 'junit.xml has the exit code');
  t.equal(results.run.dut.kind, 'virtual', 'results.json says virtual');
  t.match(junit.name, /virtual/, 'junit.xml says virtual');
  t.ok(tap.wellFormed, 'the TAP is well formed');

  const expected = results.requirements.map(({ suite, id, verdict }) => `${suite} ${id} ${verdict}`);
  const ofTap = tap.points
    .filter(({ suite }) => suite !== undefined)
    .map(({ suite, name, ok, skip, diagnostic }) => {
      const verdict = skip !== undefined ? 'not-applicable' : ok ? 'pass' : String(diagnostic['verdict']);
      return `${suite ?? ''} ${name.split(' ')[0] ?? ''} ${verdict}`;
    });
  t.strictSame(ofTap, expected, 'TAP says the same of each requirement');

  const verdicts: Record<string, string> = {
    failure: 'fail',
    error: 'inconclusive',
    skipped: 'not-applicable',
    none: 'pass',
  };
  const cases = junit.cases.filter(({ suite }) => suite !== 'harness');
  t.strictSame(
    cases.map(
      ({ suite, name, outcome, properties }) =>
        `${suite} ${name} ${properties.get('verdict') ?? verdicts[outcome] ?? ''}`,
    ),
    expected,
    'JUnit says the same of each requirement',
  );
  const claimed = results.requirements.flatMap(({ id, deviation }) =>
    deviation === undefined ? [] : [`${id} until ${deviation.expires}, owner ${deviation.owner}`],
  );
  t.strictSame(
    tap.points.flatMap(({ name, todo }) =>
      todo === undefined
        ? []
        : [`${name.split(' ')[0] ?? ''} ${todo.replace(/^deviation /, '').replace(/:.*$/, '')}`],
    ),
    claimed,
    'TAP names each deviation',
  );
  t.strictSame(
    cases.flatMap(({ name, outcome, properties }) =>
      outcome === 'skipped' && properties.has('deviation.owner')
        ? [
            `${name} until ${properties.get('deviation.expires') ?? ''}, owner ${properties.get('deviation.owner') ?? ''}`,
          ]
        : [],
    ),
    claimed,
    'JUnit names each deviation',
  );
  t.equal(results.totals.deviations, claimed.length, 'and results.json counts them');
  t.equal(junit.totals.tests, results.totals.requirements + results.totals.errors, 'JUnit counts them');
  t.equal(
    junit.totals.failures,
    results.totals.fail - results.totals.deviations,
    'JUnit counts the fails that nobody expects',
  );
  t.equal(
    junit.totals.errors,
    results.totals.inconclusive + results.totals.errors,
    'JUnit counts the errors',
  );

  const errors = results.errors.map(({ where }) => where);
  t.strictSame(
    junit.cases.filter(({ suite }) => suite === 'harness').map(({ name }) => name),
    errors,
    'JUnit has the errors',
  );
  const errorPoints = tap.points.filter(({ suite }) => suite === undefined);
  t.equal(errorPoints.length, errors.length, 'TAP has as many errors');
  for (const [index, where] of errors.entries()) {
    t.notOk(errorPoints[index]?.ok, 'an error is not ok');
    t.match(errorPoints[index]?.name, where, 'TAP says where the error was');
  }
  const allOk = tap.points.every(
    ({ ok, todo, diagnostic }) => ok || todo !== undefined || diagnostic['accepted'] === true,
  );
  t.equal(allOk && !results.run.interrupted, exitCode === 0, 'all is ok just where the exit code is 0');
  return results;
}
