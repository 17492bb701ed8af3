import t from 'tap';
import { BenchError, exitCodes, explain } from '../../bench/errors.ts';
import { mustFitProfile } from '../../harness/profile-fit.ts';
import { recordBench } from '../../harness/recording.ts';
import { runSuites } from '../../harness/run.ts';
import { suite } from '../../harness/suite.ts';
import { createRedactor } from '../../journal/redaction.ts';
import { journalTapes } from '../../journal/tapes.ts';
import { memoryJournal } from '../../journal/writer.ts';
import { exitCodeOf } from '../../reports/exit-code.ts';
import { toyBench } from '../support/toy-bench.ts';
import { toyRegistry } from '../support/toy-registry.ts';
import { uninterrupted } from '../support/uninterrupted.ts';

const among = ['03.03SE', '03.06E', '16.12'];
const profile = {
  platform: 'WS-C3650',
  release: '03.03SE',
  facts: {},
  chosen: { where: 'bench.yaml:6:12', among },
};
const dut = { platform: 'WS-C3650-48PQ', image: 'flash:packages.conf' };

function refusal(facts: { platform?: string; release: string }, by = profile): BenchError {
  try {
    mustFitProfile({ ...dut, ...facts }, by);
  } catch (error) {
    if (error instanceof BenchError) return error;
    throw error;
  }
  throw new Error(`${facts.release} was taken`);
}

t.test('a switch that the profile speaks of', async (t) => {
  for (const release of ['03.03SE', '03.03.00SE', '03.03.05SE'])
    t.doesNotThrow(() => mustFitProfile({ ...dut, release }, profile), release);
});

t.test('another release, of which there is a profile', async (t) => {
  const error = refusal({ release: '03.06.06E' });
  t.equal(error.exitCode, exitCodes.bench);
  t.match(explain(error), 'expected: WS-C3650, release 03.03SE');
  t.match(explain(error), 'got:      WS-C3650-48PQ, release 03.06.06E');
  t.match(explain(error), 'where:    bench.yaml:6:12');
  t.match(explain(error), 'next:     write there: profile: 03.06E');
});

t.test('another release, of which there is none', async (t) => {
  const error = refusal({ release: '16.9.4' });
  t.match(error.facts.next, /no profile speaks of this release \(there are 03\.03SE, 03\.06E, 16\.12\)/);
});

t.test('another platform', async (t) => {
  const error = refusal({ platform: 'WS-C3850-24XS', release: '03.03.05SE' });
  t.match(error.facts.got, 'WS-C3850-24XS');
  t.match(error.facts.next, /which switch the console cable is on/);
});

t.test('a replay of a run that kept no place', async (t) => {
  const { chosen: _, ...bare } = profile;
  t.throws(() => mustFitProfile({ ...dut, release: '03.06.06E' }, bare), /not the one/);
});

t.test('what the switch did not say contradicts nothing', async (t) => {
  t.doesNotThrow(() =>
    mustFitProfile({ platform: 'unknown', release: 'unknown', image: 'unknown' }, profile),
  );
});

t.test('a run on a switch that the profile does not speak of', async (t) => {
  const redactor = createRedactor([]);
  const journal = memoryJournal({ redactor, now: () => 0 });
  const typed: string[] = [];
  const bench = toyBench({
    openTape: journalTapes(journal, redactor),
    device: {
      before: (command) => void typed.push(command),
      answer: (command) =>
        command === 'show version'
          ? [
              'Cisco IOS Software, IOS-XE Software, Catalyst L3 Switch Software (CAT3K_CAA-UNIVERSALK9-M), Version 03.06.06E RELEASE SOFTWARE (fc1)',
              'cisco WS-C3650-24TS (MIPS) processor (revision A0) with 4194304K bytes of physical memory.',
            ]
          : undefined,
    },
  });
  const toy = suite(
    'toy',
    { title: 'A toy', guide: { chapter: 3, pages: '1' }, roles: ['console'] },
    ({ step, dut }) => {
      step('Step 1', ['T-001'], async (verify) => verify('T-001', await dut.configure('colour red')));
    },
  );
  const registry = toyRegistry({ 'T-001': { expect: [{ re: '^red$', source: 'guide' }] } });
  await runSuites({
    bench: recordBench(bench, journal, redactor),
    journal,
    registry,
    suites: [toy],
    interrupt: uninterrupted,
  });
  t.equal(exitCodeOf(journal.events), exitCodes.bench);
  const broken = journal.events.find((event) => event.type === 'bench' && event.phase === 'broken');
  t.match(broken, { detail: /the switch is not the one that the profile speaks of/ });
  t.match(broken, { detail: /got: +WS-C3650-24TS, release 03\.06\.06E/ });
  t.notOk(typed.includes('colour red'), 'nothing was changed on it');
  t.match(
    journal.events.find((event) => event.type === 'suite-end'),
    { requirements: [{ id: 'T-001', verdict: 'inconclusive', reason: /the bench is broken/ }] },
  );
});
