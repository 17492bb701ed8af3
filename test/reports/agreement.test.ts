import t from 'tap';
import type { EventBody } from '../../journal/events.ts';
import { exitCodeOf } from '../../reports/exit-code.ts';
import { foldJunit } from '../../reports/junit.ts';
import { foldResults } from '../../reports/results.ts';
import { foldTap } from '../../reports/tap.ts';
import { agree, type ReportTexts } from './agree.ts';
import {
  deviating,
  dut,
  end,
  expectedFailSuite,
  firstSuite,
  foreseenSuite,
  head,
  journalOf,
  passingSuite,
  secondSuite,
  thrown,
} from './sample-run.ts';

const runs: Record<string, { bodies: readonly EventBody[]; exitCode: number }> = {
  'a pass, a fail, an inconclusive, a not-applicable and a thrown error': {
    bodies: [head, dut, ...firstSuite, thrown, ...secondSuite],
    exitCode: 70,
  },
  'without the thrown error': { bodies: [head, dut, ...firstSuite, ...secondSuite], exitCode: 1 },
  'nothing worse than an inconclusive': { bodies: [head, dut, ...passingSuite, ...secondSuite], exitCode: 2 },
  'inconclusive only where the topology foresaw it': {
    bodies: [head, dut, ...passingSuite, ...foreseenSuite],
    exitCode: 0,
  },
  'a fail that a deviation expects': {
    bodies: [deviating, dut, ...expectedFailSuite, ...foreseenSuite],
    exitCode: 0,
  },
  'a fail that a deviation expects, and an inconclusive that nobody does': {
    bodies: [deviating, dut, ...expectedFailSuite, ...secondSuite],
    exitCode: 2,
  },
  'killed after a fail that a deviation expects': {
    bodies: [deviating, dut, ...firstSuite.slice(0, 4)],
    exitCode: 2,
  },
  'killed in the first suite': { bodies: [head, dut, ...firstSuite.slice(0, 4)], exitCode: 1 },
  'a bench that was not opened': {
    bodies: [head, { type: 'bench', phase: 'broken', detail: 'no such tty' }],
    exitCode: 4,
  },
  'a refuted pass': {
    bodies: [
      head,
      dut,
      ...passingSuite,
      ...foreseenSuite,
      { type: 'audit', confirmed: 0, refuted: [{ check: 3, requirement: 'A-001', why: 'the bytes say no' }] },
    ],
    exitCode: 70,
  },
};

for (const [what, { bodies, exitCode }] of Object.entries(runs)) {
  t.test(what, async (t) => {
    const open = journalOf(...bodies);
    t.equal(exitCodeOf(open), exitCode, 'exit code');
    agree(t, await reportsOf(...bodies, end(exitCode)), exitCode);
    if (exitCode !== 70) agree(t, await reportsOf(...bodies, end(130, true)), 130);
  });
}

async function reportsOf(...bodies: readonly EventBody[]): Promise<ReportTexts> {
  const events = journalOf(...bodies);
  return {
    results: JSON.stringify(foldResults(events)),
    tap: await foldTap(events),
    junit: foldJunit(events),
  };
}
