import t from 'tap';
import { BenchError } from '../../bench/errors.ts';
import type { RecordedBench } from '../../bench/recorded.ts';
import type { BenchBaseline, BaselineStore } from '../../harness/baseline.ts';
import { recordBench } from '../../harness/recording.ts';
import { differences, recover } from '../../harness/recover.ts';
import { runSuites } from '../../harness/run.ts';
import { suite, type Suite } from '../../harness/suite.ts';
import type { JournalEvent } from '../../journal/events.ts';
import { createRedactor } from '../../journal/redaction.ts';
import { journalTapes } from '../../journal/tapes.ts';
import { memoryJournal } from '../../journal/writer.ts';
import { toyBench, type ToyBenchOptions } from '../support/toy-bench.ts';
import { toyRegistry } from '../support/toy-registry.ts';
import { uninterrupted } from '../support/uninterrupted.ts';

/** A bench of two switches: how the second is found, used, and brought back. */

const registry = toyRegistry({ 'T-001': { expect: [{ re: '^colour red$', source: 'guide' }] } });
const facts = { title: 'A toy', guide: { chapter: 3, pages: '1' }, roles: ['console'] } as const;

type Two = Omit<ToyBenchOptions, 'openTape'>;

function record(options: Two) {
  const redactor = createRedactor([]);
  const journal = memoryJournal({ redactor, now: () => 0 });
  const openTape = journalTapes(journal, redactor);
  const bench = recordBench(toyBench({ second: {}, ...options, openTape }), journal, redactor);
  return { bench, journal };
}

/** The same bench without its second device. */
function withoutSecond(bench: RecordedBench): RecordedBench {
  const { secondDevice: _second, ...rest } = bench;
  return {
    ...rest,
    pco: (role) => (role === 'second-device' ? undefined : bench.pco(role)),
    unmasked: (role) => (role === 'second-device' ? undefined : bench.unmasked(role)),
  };
}

async function run(
  suites: readonly Suite[],
  options: Two & { store?: BaselineStore } = {},
): Promise<readonly JournalEvent[]> {
  const { bench, journal } = record(options);
  const { store } = options;
  await runSuites({ bench, journal, registry, suites, interrupt: uninterrupted, ...(store && { store }) });
  return journal.events;
}

const paintsPeer = suite('paints-peer', facts, ({ step, peer }) => {
  step('colour', ['T-001'], async (verify) => {
    await peer.configure('colour red');
    verify('T-001', await peer.show('show running-config'));
  });
});

const paintsDut = suite('paints-dut', facts, ({ step, dut }) => {
  step('colour', ['T-001'], async (verify) => {
    await dut.configure('colour red');
    verify('T-001', await dut.show('show running-config'));
  });
});

/** The bench's life, with the console of the second device where it is about that. */
function life(events: readonly JournalEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'bench' ? [[event.pco ?? 'dut', event.phase].join(' ')] : [],
  );
}

function typedAt(events: readonly JournalEvent[], pco: string): string[] {
  return events.flatMap((event) =>
    event.type === 'data' && event.pco === pco && event.direction === 'sent'
      ? [event.bytes?.trim() ?? '']
      : [],
  );
}

t.test('what a suite does to the second device is undone there, and proves there', async (t) => {
  const events = await run([paintsPeer]);
  t.match(
    events.find(({ type }) => type === 'suite-end'),
    { verdict: 'pass' },
  );
  t.strictSame(life(events), [
    'dut opened',
    'dut baseline',
    'dut restoring',
    'dut restored',
    'second-device restoring',
    'second-device restored',
    'dut closed',
  ]);
  t.ok(typedAt(events, 'second-device').includes('no colour red'));
  t.notOk(typedAt(events, 'console').includes('no colour red'), 'and not at the DUT');
  const check = events.find((event) => event.type === 'check');
  t.ok(check?.evidence.every(({ pco }) => pco === 'second-device'));
  t.match(
    events.filter(({ type }) => type === 'dut' || type === 'second-device'),
    [{ type: 'dut' }, { type: 'second-device', platform: 'WS-C3650-24TS' }],
    'each says what it is',
  );
});

t.test('a suite that leaves it alone does not wait for it to be read', async (t) => {
  const events = await run([paintsDut]);
  t.notOk(life(events).includes('second-device restoring'));
  const claims = suite('claims', { ...facts, roles: ['console', 'second-device'] }, ({ step, dut }) => {
    step('colour', ['T-001'], async (verify) => verify('T-001', await dut.show('show running-config')));
  });
  t.ok(
    life(await run([claims])).includes('second-device restored'),
    'one that names the role may have changed it',
  );
});

t.test('a second device that cannot be brought back is a broken bench', async (t) => {
  const kept: string[] = [];
  const store: BaselineStore = {
    keep: () => undefined,
    forget: () => void kept.push('forgotten'),
    markBroken: (reason) => void kept.push(reason),
  };
  const events = await run([paintsPeer, paintsDut], { second: { cannotRemove: /colour/ }, store });
  const broken = events.find((event) => event.type === 'bench' && event.phase === 'broken');
  t.match(broken, { detail: /^the second device is not as it was found[^]*colour red/ });
  t.match(kept, [/^the second device is not as it was found/]);
  t.match(events.filter(({ type }) => type === 'suite-end').at(-1), {
    suite: 'paints-dut',
    requirements: [{ verdict: 'inconclusive', reason: /the bench is broken/ }],
  });
});

t.test('another switch than the topology speaks of is told before anything is typed at it', async (t) => {
  const other = (command: string) =>
    command === 'show version' ? ['cisco WS-C2960-24TT-L (PowerPC405) processor'] : undefined;
  const events = await run([paintsPeer], { second: { answer: other } });
  t.match(
    events.find((event) => event.type === 'bench' && event.phase === 'broken'),
    { detail: /no baseline of the second device could be taken[^]*WS-C3650[^]*WS-C2960-24TT-L/ },
  );
});

t.test('somebody attends to it while a suite may use it, and not otherwise', async (t) => {
  const told: string[] = [];
  const attend = (attended: boolean): void => void told.push(attended ? 'attended' : 'left');
  const dials = suite('dials', facts, ({ step, dut, peer }) => {
    step('colour', ['T-001'], async (verify) => {
      told.push(`dialled ${peer.facts.address}`);
      verify('T-001', await dut.show('show running-config'));
    });
  });
  await run([dials], { attend });
  t.strictSame(told, ['left', 'attended', 'dialled 198.51.100.2', 'left']);
});

t.test('without a second device whoever asks for it is told why', async (t) => {
  const { bench, journal } = record({ without: { 'second-device': 'there is one switch on this desk' } });
  await runSuites({
    bench: withoutSecond(bench),
    journal,
    registry,
    suites: [paintsPeer],
    interrupt: uninterrupted,
  });
  t.match(
    journal.events.find((event) => event.type === 'suite-end'),
    { requirements: [{ verdict: 'inconclusive', reason: /there is one switch on this desk/ }] },
  );
});

t.test('after a killed run both switches are brought back, the DUT first', async (t) => {
  let baseline: BenchBaseline | undefined;
  const store: BaselineStore = {
    keep: (kept) => (baseline = kept),
    forget: () => undefined,
    markBroken: () => undefined,
  };
  await run([], { store });
  if (baseline?.secondDevice === undefined) throw new Error('both baselines are kept');
  const { bench, journal } = record({});
  const second = bench.pco('second-device');
  await second?.call('enter', { mode: 'global-config' }, { at: 1 });
  await second?.call('execute', { command: 'colour blue' }, { at: 1 });
  const options = { bench, journal, baseline, interrupt: uninterrupted };
  t.strictSame(await differences(options), ['the second device: + colour blue']);
  const recovery = await recover(options);
  t.match(recovery, { restored: true, found: [/^the second device: .*colour blue/] });
  t.strictSame(await differences(options), []);

  await t.rejects(
    differences({ ...options, bench: withoutSecond(bench) }),
    new BenchError('the bench has no second-device'),
    'a topology that has lost it will not do',
  );
});
