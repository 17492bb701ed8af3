import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { Json } from '../../bench/pco.ts';
import { uninterrupted } from '../support/uninterrupted.ts';
import { recordBench } from '../../harness/recording.ts';
import { runSuites } from '../../harness/run.ts';
import { suite, type Suite } from '../../harness/suite.ts';
import { readJournal } from '../../journal/reader.ts';
import { createRedactor } from '../../journal/redaction.ts';
import { journalTapes } from '../../journal/tapes.ts';
import { createJournal } from '../../journal/writer.ts';
import { exitCodeOf } from '../../reports/exit-code.ts';
import { writeReports } from '../../reports/write-reports.ts';
import { toyBench } from '../support/toy-bench.ts';
import { toyRegistry } from '../support/toy-registry.ts';
import { agree } from './agree.ts';
import { head } from './sample-run.ts';

const registry = toyRegistry({
  'T-001': { expect: [{ re: '^colour red$', source: 'guide' }] },
  'T-002': { expect: [{ re: '^colour blue$', source: 'guide' }] },
  'T-003': {},
  'T-004': {},
  'T-005': {},
  'T-006': {},
});

const facts = { guide: { chapter: 3, pages: '1' }, roles: ['console'] } as const;

const colours = suite('colours', { ...facts, title: 'Colours' }, ({ step, dut }) => {
  step('Step 1  colour red', ['T-001', 'T-002'], async (verify) => {
    await dut.configure('colour red');
    const shown = await dut.show('show running-config');
    verify('T-001', shown);
    verify('T-002', shown);
  });
  step('Step 2  colours over SSH', ['T-003'], (verify) => {
    verify.without('T-003', 'ssh-client', 'the colour over SSH');
    return Promise.resolve();
  });
  step('Step 3  colours of version 1', ['T-004'], (verify) => {
    verify.notApplicable('T-004', 'ssh-version-1');
    return Promise.resolve();
  });
  step('Step 4  nothing is looked at', ['T-005'], async () => {
    await dut.show('show version');
  });
});

const broken = suite('broken', { ...facts, title: 'A suite with a bug' }, ({ step }) => {
  step('Step 1  a bug', ['T-006'], () => Promise.reject(new TypeError('x is not a function')));
});

/** Carries suites out with the real runner, journal file, auditor and reports; gives the folder and the exit code. */
async function carryOut(t: Test, suites: readonly Suite[]): Promise<{ folder: string; exitCode: number }> {
  const folder = t.testdir();
  const file = join(folder, 'journal.ndjson');
  const redactor = createRedactor([]);
  const journal = createJournal({ file, redactor, now: () => 0 });
  const claimed = new Set(suites.flatMap(({ requirements }): readonly string[] => requirements));
  journal.append({
    ...head,
    suites: suites.map(({ name }) => name),
    registry: [...registry.requirements.values()]
      .filter(({ id }) => claimed.has(id))
      .map((requirement) => JSON.parse(JSON.stringify(requirement)) as Json),
  });
  const bench = toyBench({ openTape: journalTapes(journal, redactor) });
  await runSuites({
    bench: recordBench(bench, journal, redactor),
    journal,
    registry,
    suites,
    interrupt: uninterrupted,
  });
  const exitCode = exitCodeOf(readJournal(file).events);
  journal.append({ type: 'end', endedAt: new Date(1000).toISOString(), exitCode, interrupted: false });
  journal.close();
  const { events } = readJournal(file);
  await writeReports(folder, events);
  return { folder, exitCode };
}

function reportsIn(folder: string) {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { results: read('results.json'), tap: read('results.tap'), junit: read('junit.xml') };
}

t.test('a pass, a fail, an inconclusive, a not-applicable and a thrown error', async (t) => {
  const { folder, exitCode } = await carryOut(t, [colours, broken]);
  t.equal(exitCode, 70);
  const { requirements, errors } = agree(t, reportsIn(folder), 70);
  t.strictSame(Object.fromEntries(requirements.map(({ id, verdict }) => [id, verdict])), {
    'T-001': 'pass',
    'T-002': 'fail',
    'T-003': 'inconclusive',
    'T-004': 'not-applicable',
    'T-005': 'inconclusive',
    'T-006': 'inconclusive',
  });
  t.match(errors, [{ where: 'broken: Step 1  a bug', message: 'x is not a function' }]);
  const undecided = requirements.find(({ id }) => id === 'T-006');
  t.match(undecided?.reason, /the harness failed: x is not a function/, 'the thrown error is the reason');
});

t.test('the same without the thrown error', async (t) => {
  const { folder, exitCode } = await carryOut(t, [colours]);
  t.equal(exitCode, 1);
  const { totals } = agree(t, reportsIn(folder), 1);
  t.match(totals, { pass: 1, fail: 1, inconclusive: 2, accepted: 1, 'not-applicable': 1, errors: 0 });
});
