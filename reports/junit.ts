import type { JournalEvent, RequirementResult } from '../journal/events.ts';
import { benchErrorsOf, harnessErrorsOf, type ReportedError } from './errors.ts';
import { foldResults } from './results.ts';
import { foldSuites, type SuiteResult } from './suite-results.ts';
import { attributes, element, type Xml, xmlDocument } from './xml.ts';

/**
 * `junit.xml` of a run: fail is a failure, inconclusive an error, not-applicable is skipped, and so is a fail that
 * a deviation expects, with its verdict and the deviation as properties. What went wrong in the harness or on the
 * bench stands in a suite of its own.
 */
export function foldJunit(events: readonly JournalEvent[]): string {
  const { run } = foldResults(events);
  const suites = foldSuites(events).map((suite) => suiteElement(suite, run.dut.kind));
  const errors = events.flatMap((event) => [...harnessErrorsOf(event), ...benchErrorsOf(event)]);
  const all = errors.length === 0 ? suites : [...suites, errorElement(errors)];
  const properties = element('properties', {}, [
    property('topology', run.topology),
    property('dut.kind', run.dut.kind),
    property('dut.platform', run.dut.platform),
    property('dut.release', run.dut.release),
    property('dut.image', run.dut.image),
    property('exitCode', String(run.exitCode)),
  ]);
  const name = `conform, ${run.dut.kind} lab ${run.topology}`;
  return xmlDocument(
    element('testsuites', { name, timestamp: run.startedAt, ...sums(all) }, [
      properties,
      ...all.map(({ xml }) => xml),
    ]),
  );
}

interface CountedSuite {
  readonly xml: Xml;
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

function sums(suites: readonly CountedSuite[]): Record<string, string> {
  const sum = (field: 'tests' | 'failures' | 'errors' | 'skipped'): string =>
    String(suites.reduce((total, suite) => total + suite[field], 0));
  return { tests: sum('tests'), failures: sum('failures'), errors: sum('errors'), skipped: sum('skipped') };
}

function suiteElement({ name, durationMs, requirements }: SuiteResult, kind: string): CountedSuite {
  const count = (verdict: string): number =>
    requirements.filter((result) => result.verdict === verdict).length;
  const expected = requirements.filter(({ deviation }) => deviation !== undefined).length;
  const counts = {
    tests: requirements.length,
    failures: count('fail') - expected,
    errors: count('inconclusive'),
    skipped: count('not-applicable') + expected,
  };
  const time = (durationMs / 1000).toFixed(3);
  const cases = requirements.map((result) => caseElement(result, kind));
  return { xml: element('testsuite', { name, ...attributes(counts), time }, cases), ...counts };
}

function caseElement(result: RequirementResult, kind: string): Xml {
  const { id, suite, verdict, reason } = result;
  const testcase = { classname: `${kind}.${suite}`, name: id };
  const message = reason ?? verdict;
  const details = [
    message,
    ...(result.accepted === true ? ['accepted: the topology foresaw this'] : []),
    ...result.evidence.map(({ pco, from, to }) => `evidence: ${pco} bytes ${from} to ${to}`),
  ].join('\n');
  switch (verdict) {
    case 'pass':
      return element('testcase', testcase, []);
    case 'fail':
      if (result.deviation !== undefined) return expectedFail(testcase, result.deviation, details);
      return element('testcase', testcase, [element('failure', { type: verdict, message }, [details])]);
    case 'inconclusive':
      return element('testcase', testcase, [element('error', { type: verdict, message }, [details])]);
    case 'not-applicable':
      return element('testcase', testcase, [element('skipped', { message }, [])]);
  }
}

/** CI servers turn red at a failure, and this one does not make the run fail. */
function expectedFail(
  testcase: Record<string, string>,
  { owner, reason, expires }: NonNullable<RequirementResult['deviation']>,
  details: string,
): Xml {
  return element('testcase', testcase, [
    element('properties', {}, [
      property('verdict', 'fail'),
      property('deviation.owner', owner),
      property('deviation.expires', expires),
    ]),
    element('skipped', { message: `deviation until ${expires}, owner ${owner}: ${reason}` }, [details]),
  ]);
}

function errorElement(errors: readonly ReportedError[]): CountedSuite {
  const counts = { tests: errors.length, failures: 0, errors: errors.length, skipped: 0 };
  const cases = errors.map(({ where, message }) =>
    element('testcase', { classname: 'harness', name: where }, [
      element('error', { type: 'harness-error', message }, [message]),
    ]),
  );
  return {
    xml: element('testsuite', { name: 'harness', ...attributes(counts), time: '0.000' }, cases),
    ...counts,
  };
}

function property(name: string, value: string): Xml {
  return element('property', { name, value }, []);
}
