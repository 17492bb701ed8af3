import t from 'tap';
import { PcoError, UsageError } from '../../bench/errors.ts';
import type { Json, Return } from '../../bench/pco.ts';
import { Secret } from '../../bench/secret.ts';
import type { RecordedBench } from '../../bench/recorded.ts';
import { audit } from '../../harness/audit.ts';
import { Interrupted } from '../../harness/interrupt.ts';
import { uninterrupted } from '../support/uninterrupted.ts';
import { recordBench } from '../../harness/recording.ts';
import { replayBench, ReplayDivergence } from '../../harness/replay.ts';
import { runSuites } from '../../harness/run.ts';
import { suite } from '../../harness/suite.ts';
import type { JournalEvent } from '../../journal/events.ts';
import { createRedactor } from '../../journal/redaction.ts';
import { journalTapes } from '../../journal/tapes.ts';
import { memoryJournal } from '../../journal/writer.ts';
import { sampleHead } from '../journal/sample-head.ts';
import { toyBench } from '../support/toy-bench.ts';
import { toyRegistry } from '../support/toy-registry.ts';
import { fakeBench, rejectionOf } from './fake-bench.ts';

const soon = { at: 1000 };
const password = new Secret('account', 'Corge1234567890x');

function record(answer: (role: string, op: string, args: Json) => Promise<Return<Json>>): {
  live: RecordedBench;
  events: readonly JournalEvent[];
} {
  const redactor = createRedactor();
  const bench = fakeBench({ secrets: [password], answer });
  const journal = memoryJournal({ redactor, now: () => bench.clock.now() });
  journal.append(sampleHead());
  return { live: recordBench(bench, journal, redactor), events: journal.events };
}

const echo = async (role: string, op: string, args: Json): Promise<Return<Json>> => ({
  observation: { kind: 'cli', command: `${role} ${op} ${JSON.stringify(args)}` },
  spans: [{ pco: role, from: 1, to: 5 }],
});

const run = async (bench: RecordedBench, commands: readonly string[]): Promise<unknown[]> => {
  const answers: unknown[] = [];
  for (const command of commands)
    answers.push(await bench.pco('console')?.call('execute', { command }, soon));
  return answers;
};

t.test('calls are answered as they were, each PCO in its own order', async (t) => {
  const { live, events } = record(echo);
  const seen = await run(live, ['one', 'two']);
  const identified = await live.pco('ssh-client')?.call('identify', null, soon);
  const replay = replayBench(events);
  t.strictSame(await replay.pco('ssh-client')?.call('identify', null, soon), identified);
  t.strictSame(await run(replay, ['one', 'two']), seen);
});

t.test('the bench is as the head describes it, with masks for secrets', async (t) => {
  const replay = replayBench(record(echo).events);
  t.equal(replay.dut.account.password.reveal(), '<account>*******');
  t.equal(replay.dut.enableSecret.reveal(), '<enable>********');
  t.match(replay, { name: 'virtual', dut: { kind: 'virtual', address: '192.0.2.1', port: 22 } });
  t.equal(replay.profile.facts['ssh.version']?.value, '1.99');
  t.strictSame([...replay.grants], ['keys', 'vty']);
  t.equal(replay.whyWithout('trap-listener'), 'no driver yet');
  t.equal(replay.whyWithout('console'), undefined);
  t.equal(replayBench(record(echo).events).pco('console')?.role, 'console');
  const without = [{ seq: 0, at: 0, wall: 0, ...sampleHead({ roles: ['console'] }) }];
  t.equal(replayBench(without).pco('ssh-client'), undefined);
});

t.test('a secret in the arguments stands as its mask, live and in the replay', async (t) => {
  const { live, events } = record(echo);
  const login = (bench: RecordedBench, secret: Secret): Promise<unknown> | undefined =>
    bench.pco('ssh-client')?.call('login', { username: 'u', password: secret.reveal() }, soon);
  const seen = await login(live, password);
  const replay = replayBench(events);
  t.strictSame(await login(replay, replay.dut.account.password), seen);
});

t.test('another call than the recorded one says both, and leaves it to be asked for', async (t) => {
  const { live, events } = record(echo);
  await run(live, ['show ip ssh']);
  const replay = replayBench(events);
  const divergence = await rejectionOf(run(replay, ['show ssh']));
  t.ok(divergence instanceof ReplayDivergence && divergence instanceof PcoError);
  t.match(divergence, {
    facts: {
      expected: 'what was recorded: execute {"command":"show ip ssh"}',
      got: 'what today\'s suite asked: execute {"command":"show ssh"}',
      where: 'console, call 0',
    },
  });
  await t.rejects(async () => replay.pco('console')?.call('mark', null, soon), ReplayDivergence);
  t.equal((await run(replay, ['show ip ssh'])).length, 1);
});

t.test('members that are undefined make no difference', async (t) => {
  const { live, events } = record(echo);
  const login = (bench: RecordedBench, args: object): Promise<unknown> | undefined =>
    bench.pco('ssh-client')?.call('login', args, soon);
  await login(live, { username: 'u', password: undefined });
  await t.resolves(async () => login(replayBench(events), { username: 'u' }));
});

t.test('recorded errors are thrown again', async (t) => {
  const thrown = [
    new PcoError('no prompt came', { expected: 'a prompt', got: 'nothing', next: 'look' }),
    new Interrupted(),
    new TypeError('x is not a function'),
  ];
  const { live, events } = record(() => Promise.reject(thrown.shift() ?? new Error('no more')));
  for (let call = 0; call < 3; call++) await t.rejects(run(live, ['x']));
  const replay = replayBench(events);
  await t.rejects(run(replay, ['x']), {
    name: 'PcoError',
    message: 'no prompt came',
    facts: { expected: 'a prompt', got: 'nothing', where: undefined, next: 'look' },
  });
  await t.rejects(run(replay, ['x']), Interrupted);
  const bug = await run(replay, ['x']).catch((error: unknown) => error);
  t.match(bug, { name: 'TypeError', message: 'x is not a function' });
  t.notOk(bug instanceof PcoError);
});

t.test('where the recording ends, calls fail and say so', async (t) => {
  const { live, events } = record(echo);
  await run(live, ['one', 'two']);
  for (const kept of [events.length - 1, events.length - 2]) {
    const replay = replayBench(events.slice(0, kept));
    await run(replay, ['one']);
    await t.rejects(run(replay, ['two']), { name: 'PcoError', message: 'the recording ends here' });
    t.match(await rejectionOf(run(replay, ['two'])), { facts: { where: 'console' } });
  }
});

t.test('time is answered from the recording, and nothing is waited for', async (t) => {
  const { live, events } = record(echo);
  await live.clock.now();
  await live.clock.wait(3_600_000);
  t.equal(await live.clock.now(), 3_600_500);
  const replay = replayBench(events);
  t.equal(await replay.clock.now(), 500);
  await replay.clock.wait(3_600_000);
  t.equal(replay.rawClock.now(), 3_600_500);
  t.equal(await replay.clock.now(), 3_600_500);
  await t.rejects(replay.clock.wait(1), /recording ends here/);
  t.equal(await replay.rawClock.within(replay.clock.in(1), Promise.resolve(7), 'a number'), 7);
});

t.test('a journal without a head cannot be replayed', async (t) => {
  t.throws(() => replayBench([]), UsageError);
});

t.test('a run, replayed by the runner: same verdicts, same spans, and nothing left over', async (t) => {
  const registry = toyRegistry({
    'T-001': { expect: [{ re: '^colour red$', source: 'guide' }] },
    'T-002': { expect: [{ re: '^colour blue$', source: 'guide' }] },
  });
  const toy = suite(
    'toy',
    { title: 'A toy', guide: { chapter: 3, pages: '1' }, roles: ['console'] },
    (context) => {
      context.step('colour', ['T-001', 'T-002'], async (verify) => {
        await context.dut.configure('colour red');
        const shown = await context.dut.show('show running-config');
        verify('T-001', shown);
        verify('T-002', shown);
      });
    },
  );
  const redactor = createRedactor();
  const journal = memoryJournal({ redactor });
  journal.append(sampleHead({ roles: ['console'] }));
  const bench = recordBench(toyBench({ openTape: journalTapes(journal, redactor) }), journal, redactor);
  await runSuites({ bench, journal, registry, suites: [toy], interrupt: uninterrupted });

  const again = memoryJournal();
  await runSuites({
    bench: replayBench(journal.events),
    journal: again,
    registry,
    suites: [toy],
    interrupt: uninterrupted,
  });
  const said = (events: readonly JournalEvent[]): unknown[] =>
    events.flatMap((event) => {
      if (event.type !== 'check' && event.type !== 'suite-end' && event.type !== 'bench') return [];
      return [{ ...event, seq: 0, at: 0, wall: 0 }];
    });
  t.strictSame(said(again.events), said(journal.events));
  t.strictSame(
    journal.events.flatMap((event) => (event.type === 'check' ? [event.verdict] : [])),
    ['pass', 'fail'],
  );
  t.strictSame(audit(journal.events, registry), { confirmed: 2, refuted: [] });
});
