import t, { type Test } from 'tap';
import type { Json } from '../../bench/pco.ts';
import type { BaselineStore } from '../../harness/baseline.ts';
import { recordBench } from '../../harness/recording.ts';
import { Interrupted, type Interrupt } from '../../harness/interrupt.ts';
import { uninterrupted } from '../support/uninterrupted.ts';
import type { Matcher } from '../../harness/matcher.ts';
import { runSuites } from '../../harness/run.ts';
import { suite, type Suite } from '../../harness/suite.ts';
import type { JournalEvent, RequirementResult } from '../../journal/events.ts';
import { createRedactor } from '../../journal/redaction.ts';
import { journalTapes } from '../../journal/tapes.ts';
import { memoryJournal } from '../../journal/writer.ts';
import type { Registry } from '../../requirements/requirement.ts';
import { toyBench, type ToyBenchOptions } from '../support/toy-bench.ts';
import { toyRegistry } from '../support/toy-registry.ts';

const registry = toyRegistry({
  'T-001': { expect: [{ re: '^colour red$', source: 'guide' }] },
  'T-002': { expect: [{ re: '^% Invalid', source: 'external', absent: true }] },
  'T-003': {},
  'T-004': { hazard: ['keys'] },
});

const yes: Matcher<Json> = { name: 'yes', expected: null, match: () => ({ matches: true, got: 'yes' }) };

async function run(
  suites: readonly Suite[],
  options: Omit<ToyBenchOptions, 'openTape'> & {
    interrupt?: Interrupt;
    only?: ReadonlySet<string>;
    registry?: Registry;
    store?: BaselineStore;
  } = {},
): Promise<JournalEvent[]> {
  const redactor = createRedactor([]);
  const journal = memoryJournal({ redactor, now: () => 0 });
  const events: JournalEvent[] = [];
  journal.subscribe((event) => events.push(event));
  const bench = recordBench(
    toyBench({ ...options, openTape: journalTapes(journal, redactor) }),
    journal,
    redactor,
  );
  await runSuites({
    bench,
    journal,
    registry: options.registry ?? registry,
    suites,
    interrupt: options.interrupt ?? uninterrupted,
    ...(options.only === undefined ? {} : { only: options.only }),
    ...(options.store === undefined ? {} : { store: options.store }),
  });
  return events;
}

function verdicts(events: readonly JournalEvent[]): Record<string, string> {
  const results = events.flatMap((event): RequirementResult[] =>
    event.type === 'suite-end' ? event.requirements : [],
  );
  return Object.fromEntries(results.map(({ id, verdict }) => [id, verdict]));
}

function reasonFor(events: readonly JournalEvent[], id: string): string | undefined {
  return events
    .flatMap((event) => (event.type === 'suite-end' ? event.requirements : []))
    .find((result) => result.id === id)?.reason;
}

function phases(events: readonly JournalEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'bench' ? [event.phase] : []));
}

const facts = { title: 'A toy', guide: { chapter: 3, pages: '1' }, roles: ['console'] } as const;

t.test(
  'a requirement passes by its patterns, with evidence, and the switch is left as it was',
  async (t: Test) => {
    const events = await run([
      suite('toy', facts, ({ step, dut }) => {
        step('colour', ['T-001', 'T-002'], async (verify) => {
          const set = await dut.configure('colour red');
          verify('T-002', set);
          verify('T-001', await dut.show('show running-config'));
        });
      }),
    ]);
    t.same(verdicts(events), { 'T-001': 'pass', 'T-002': 'pass' });
    t.same(phases(events), ['opened', 'baseline', 'restoring', 'restored', 'closed']);
    const checks = events.flatMap((event) => (event.type === 'check' ? [event] : []));
    t.ok(checks.every(({ evidence }) => evidence.length > 0));
  },
);

t.test('a pattern that is not met fails and says what was wanted', async (t: Test) => {
  const events = await run([
    suite('toy', facts, ({ step, dut }) => {
      step('colour', ['T-001'], async (verify) => {
        verify('T-001', await dut.show('show running-config'));
      });
    }),
  ]);
  t.same(verdicts(events), { 'T-001': 'fail' });
  t.match(reasonFor(events, 'T-001'), /colour red/);
});

t.test(
  'a requirement whose patterns were never put to the test does not pass by a matcher',
  async (t: Test) => {
    const events = await run([
      suite('toy', facts, ({ step, dut }) => {
        step('colour', ['T-001'], async (verify) => {
          verify.by('T-001', yes, await dut.show('show running-config'));
        });
      }),
    ]);
    t.same(verdicts(events), { 'T-001': 'inconclusive' });
    t.match(reasonFor(events, 'T-001'), /never put to the test: \^colour red\$/);
  },
);

t.test('a declared requirement that no step checks is inconclusive', async (t: Test) => {
  const events = await run([
    suite('toy', facts, ({ step }) => {
      step('nothing', ['T-003'], async () => undefined);
    }),
  ]);
  t.same(verdicts(events), { 'T-003': 'inconclusive' });
  t.equal(reasonFor(events, 'T-003'), 'no check was made');
});

t.test(
  'verify by patterns where none can fail is an error of the suite, and so is an id the step does not declare',
  async (t: Test) => {
    const events = await run([
      suite('toy', facts, ({ step, dut }) => {
        step('vacuous', ['T-003'], async (verify) => {
          verify('T-003', await dut.show('show running-config'));
        });
        step('undeclared', ['T-001'], async (verify) => {
          const undeclared = 'T-002' as 'T-001';
          verify(undeclared, await dut.show('show running-config'));
        });
      }),
    ]);
    t.same(verdicts(events), { 'T-003': 'inconclusive', 'T-001': 'inconclusive' });
    const errors = events.flatMap((event) => (event.type === 'error' ? [event.message] : []));
    t.match(errors, [/no pattern that could fail/, /does not declare T-002/]);
  },
);

t.test(
  'what a step left undecided by an error is inconclusive with the reason, later steps still run',
  async (t: Test) => {
    const events = await run([
      suite('toy', facts, ({ step, dut }) => {
        step('broken', ['T-003'], async () => {
          throw new TypeError('a bug in the suite');
        });
        step('whole', ['T-001'], async (verify) => {
          await dut.configure('colour red');
          verify('T-001', await dut.show('show running-config'));
        });
      }),
    ]);
    t.same(verdicts(events), { 'T-003': 'inconclusive', 'T-001': 'pass' });
    t.match(reasonFor(events, 'T-003'), /a bug in the suite/);
  },
);

t.test(
  'a hazard that is not granted and a role that is not there are inconclusive and accepted',
  async (t: Test) => {
    const events = await run(
      [
        suite('toy', facts, ({ step }) => {
          step('danger', ['T-004'], async () => {
            t.fail('a step whose hazard is not granted was run');
          });
          step('half', ['T-003'], async (verify) => {
            verify.without('T-003', 'sshv1-client', 'a version 1 client logs in');
          });
        }),
      ],
      { grants: [] },
    );
    t.same(verdicts(events), { 'T-004': 'inconclusive', 'T-003': 'inconclusive' });
    t.match(reasonFor(events, 'T-004'), /does not grant: keys/);
    t.match(reasonFor(events, 'T-003'), /the toy has no sshv1-client/);
    const results = events.flatMap((event) => (event.type === 'suite-end' ? event.requirements : []));
    t.ok(results.every(({ accepted }) => accepted === true));
  },
);

t.test('what a suite must set up first needs consent for each of its steps', async (t: Test) => {
  const ran: string[] = [];
  const risky = suite('toy', { ...facts, hazards: ['aaa', 'console-lockout'] }, ({ step, dut }) => {
    step('harmless by its requirement', ['T-001'], async (verify) => {
      ran.push('T-001');
      await dut.configure('colour red');
      verify('T-001', await dut.show('show running-config'));
    });
    step('dangerous by itself too', ['T-004'], async () => {
      ran.push('T-004');
    });
  });
  const refused = await run([risky], { grants: ['aaa', 'keys'] });
  t.same(ran, [], 'no step is begun');
  t.same(verdicts(refused), { 'T-001': 'inconclusive', 'T-004': 'inconclusive' });
  t.equal(reasonFor(refused, 'T-001'), 'the topology does not grant: console-lockout');
  const results = refused.flatMap((event) => (event.type === 'suite-end' ? event.requirements : []));
  t.ok(results.every(({ accepted }) => accepted === true));
  t.notOk(refused.some((event) => event.type === 'data' && event.bytes?.includes('colour red') === true));

  const both = await run([risky], { grants: [] });
  t.equal(
    reasonFor(both, 'T-004'),
    'the topology does not grant: keys, aaa, console-lockout',
    'each of them is named',
  );

  const granted = await run([risky], { grants: ['aaa', 'console-lockout'] });
  t.same(ran, ['T-001'], 'with consent to what the suite sets up, what the step needs decides');
  t.match(verdicts(granted), { 'T-001': 'pass', 'T-004': 'inconclusive' });
});

t.test('not-applicable rests on a fact of the profile', async (t: Test) => {
  const events = await run([
    suite('toy', facts, ({ step }) => {
      step('v1', ['T-003'], async (verify) => {
        verify.notApplicable('T-003', 'ssh-version-1');
      });
    }),
  ]);
  t.same(verdicts(events), { 'T-003': 'not-applicable' });
  t.match(reasonFor(events, 'T-003'), /made up for a test/);
});

t.test(
  'a switch that cannot be brought back breaks the bench once, and what follows is inconclusive',
  async (t: Test) => {
    const paint = suite('toy', facts, ({ step, dut }) => {
      step('colour', ['T-001'], async (verify) => {
        await dut.configure('colour red');
        verify('T-001', await dut.show('show running-config'));
      });
    });
    const after = suite('after', facts, ({ step }) => {
      step('never run', ['T-003'], async () => {
        t.fail('a suite was run on a broken bench');
      });
    });
    const events = await run([paint, after], { device: { cannotRemove: /colour/ } });
    t.same(verdicts(events), { 'T-001': 'pass', 'T-003': 'inconclusive' });
    t.equal(reasonFor(events, 'T-003'), 'the bench is broken');
    t.equal(phases(events).filter((phase) => phase === 'broken').length, 1);
    t.match(
      events.find((event) => event.type === 'bench' && event.phase === 'broken'),
      { detail: /\+ colour red/ },
    );
  },
);

t.test('only what was asked for is reported', async (t: Test) => {
  const events = await run(
    [
      suite('toy', facts, ({ step, dut }) => {
        step('colour', ['T-001', 'T-002'], async (verify) => {
          verify('T-002', await dut.configure('colour red'));
          verify('T-001', await dut.show('show running-config'));
        });
      }),
    ],
    { only: new Set(['T-002']) },
  );
  t.same(verdicts(events), { 'T-002': 'pass' });
});

t.test('Ctrl-C once: the step is finished, the switch restored, the rest left undecided', async (t: Test) => {
  const gently = new AbortController();
  const events = await run(
    [
      suite('toy', facts, ({ step, dut }) => {
        step('first', ['T-001'], async (verify) => {
          await dut.configure('colour red');
          gently.abort();
          verify('T-001', await dut.show('show running-config'));
        });
        step('second', ['T-003'], async () => {
          t.fail('a step began after Ctrl-C');
        });
      }),
    ],
    { interrupt: { gently: gently.signal, now: uninterrupted.now } },
  );
  t.same(verdicts(events), { 'T-001': 'pass', 'T-003': 'inconclusive' });
  t.ok(phases(events).includes('restored'));
});

t.test(
  'Ctrl-C twice: what is awaited is given up, and the switch is restored all the same',
  async (t: Test) => {
    const gently = new AbortController();
    const now = new AbortController();
    const events = await run(
      [
        suite('toy', facts, ({ step, dut }) => {
          step('hangs', ['T-001'], async (verify) => {
            await dut.configure('colour red');
            verify('T-001', await dut.show('show clock'));
          });
        }),
      ],
      {
        interrupt: { gently: gently.signal, now: now.signal },
        device: {
          before: (command) => {
            if (command !== 'show clock') return;
            gently.abort();
            setImmediate(() => now.abort(new Interrupted()));
            return new Promise<void>(() => undefined);
          },
        },
      },
    );
    t.same(verdicts(events), { 'T-001': 'inconclusive' });
    t.ok(phases(events).includes('restored'));
  },
);

/** What a run does with its baseline, and the steps between. */
function noted(): { store: BaselineStore; did: string[] } {
  const did: string[] = [];
  const store: BaselineStore = {
    keep: ({ config }) => did.push(`keep ${config.map(({ text }) => text).join(', ')}`),
    forget: () => did.push('forget'),
    markBroken: (reason) => did.push(`broken ${reason}`),
  };
  return { store, did };
}

t.test(
  'the baseline is kept before anything is changed, and forgotten when that is undone',
  async (t: Test) => {
    const { store, did } = noted();
    const paint = suite('paint', facts, ({ step, dut }) => {
      step('colour', ['T-003'], async () => {
        did.push('step');
        await dut.configure('colour red');
      });
    });
    await run([paint], { store });
    t.same(did, ['keep hostname Switch', 'step', 'forget']);
  },
);

t.test('a bench that stays broken keeps its baseline, with the reason', async (t: Test) => {
  const { store, did } = noted();
  const paint = suite('paint', facts, ({ step, dut }) => {
    step('colour', ['T-003'], async () => {
      await dut.configure('colour red');
    });
  });
  await run([paint], { store, device: { cannotRemove: /colour/ } });
  t.match(did, ['keep hostname Switch', /^broken the switch is not as it was found: \+ colour red/]);
  t.equal(did.length, 2);
});
