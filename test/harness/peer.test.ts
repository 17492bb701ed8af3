import { fileURLToPath } from 'node:url';
import t from 'tap';
import { audit } from '../../harness/audit.ts';
import { recordBench } from '../../harness/recording.ts';
import { replayBench } from '../../harness/replay.ts';
import { runSuites } from '../../harness/run.ts';
import { suite } from '../../harness/suite.ts';
import type { JournalEvent } from '../../journal/events.ts';
import { createRedactor } from '../../journal/redaction.ts';
import { journalTapes } from '../../journal/tapes.ts';
import { memoryJournal } from '../../journal/writer.ts';
import { headOf } from '../../lab-topologies/head-of.ts';
import { openBench } from '../../lab-topologies/open-bench.ts';
import { loadTopology } from '../../lab-topologies/topology.ts';
import { toyRegistry } from '../support/toy-registry.ts';
import { uninterrupted } from '../support/uninterrupted.ts';

/** A suite that works at both consoles, on the two virtual switches, and the replay of it. */

const topology = loadTopology(fileURLToPath(new URL('../../lab-topologies/virtual.yaml', import.meta.url)), {
  env: {},
});
const registry = toyRegistry({
  'T-001': { expect: [{ re: '^hostname far-end$', source: 'guide' }] },
  'T-002': { expect: [{ re: '^hostname Switch$', source: 'guide' }] },
});

const bothConsoles = suite(
  'both-consoles',
  { title: 'A toy', guide: { chapter: 3, pages: '1' }, roles: ['console', 'second-device'] },
  ({ step, dut, peer, bench }) => {
    step('At the second device', ['T-001'], async (verify) => {
      await peer.configure('hostname far-end');
      await peer.configure(`username lab privilege 1 secret ${bench.secret('lab').reveal()}`);
      await peer.configure('crypto key generate rsa label far-end modulus 1024');
      verify('T-001', await peer.show('show running-config'));
    });
    step('At the DUT meanwhile', ['T-002'], async (verify) => {
      verify('T-002', await dut.show('show running-config'));
      verify.record('T-002', 'address of the peer', peer.facts.address);
    });
  },
);

async function recorded(): Promise<{ events: readonly JournalEvent[]; secrets: readonly string[] }> {
  const redactor = createRedactor([topology.password, topology.enableSecret]);
  const journal = memoryJournal({ redactor, now: () => 0 });
  const { profile, ...head } = headOf(topology);
  journal.append({
    type: 'head',
    version: 1,
    tool: { name: 'catalyst-conform', version: '0' },
    runId: 'r',
    startedAt: '2026-10-28T12:00:00.000Z',
    ...head,
    profile,
    suites: ['both-consoles'],
    registry: [],
  });
  const bench = await openBench(topology, { openTape: journalTapes(journal, redactor) });
  try {
    const store = { keep: () => undefined, forget: () => undefined, markBroken: () => undefined };
    const live = recordBench(bench, journal, redactor);
    await runSuites({
      bench: live,
      journal,
      registry,
      suites: [bothConsoles],
      interrupt: uninterrupted,
      store,
    });
    return { events: journal.events, secrets: bench.secrets.map((secret) => secret.reveal()) };
  } finally {
    await bench.close();
  }
}

function verdicts(events: readonly JournalEvent[]): Record<string, string> {
  return Object.fromEntries(
    events.flatMap((event) =>
      event.type === 'suite-end' ? event.requirements.map(({ id, verdict }) => [id, verdict]) : [],
    ),
  );
}

t.test('both consoles in one suite: judged, restored, audited, replayed', async (t) => {
  const { events, secrets } = await recorded();
  t.strictSame(verdicts(events), { 'T-001': 'pass', 'T-002': 'pass' });
  t.strictSame(
    events.flatMap((event) => (event.type === 'bench' ? [`${event.pco ?? 'dut'} ${event.phase}`] : [])),
    [
      'dut opened',
      'dut baseline',
      'dut restoring',
      'dut restored',
      'second-device restoring',
      'second-device restored',
      'dut closed',
    ],
  );
  const evidence = events.flatMap((event) =>
    event.type === 'check' ? event.evidence.map(({ pco }) => pco) : [],
  );
  t.strictSame([...new Set(evidence)].sort(), ['console', 'second-device']);
  const text = JSON.stringify(events);
  t.notOk(
    secrets.some((secret) => text.includes(secret)),
    'no secret of either switch stands in the journal',
  );
  t.match(audit(events, registry), { confirmed: 2, refuted: [] });

  const again = memoryJournal({ redactor: createRedactor([]), now: () => 0 });
  await runSuites({
    bench: replayBench(events),
    journal: again,
    registry,
    suites: [bothConsoles],
    interrupt: uninterrupted,
  });
  t.strictSame(verdicts(again.events), verdicts(events), 'a replay needs neither switch');
  t.match(
    again.events.find((event) => event.type === 'note'),
    { value: '198.51.100.2' },
  );
});
