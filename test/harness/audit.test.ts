import t from 'tap';
import { readCli } from '../../bench/cli-reading.ts';
import type { Json, Return } from '../../bench/pco.ts';
import { Secret } from '../../bench/secret.ts';
import { auditWith, type AuditTools } from '../../harness/audit.ts';
import { derivations } from '../../harness/derive.ts';
import type { Matcher } from '../../harness/matcher.ts';
import { judgeByPatterns, textOf } from '../../harness/patterns.ts';
import { recordBench } from '../../harness/recording.ts';
import type { EventBody, EventOf, JournalEvent } from '../../journal/events.ts';
import { createRedactor } from '../../journal/redaction.ts';
import { journalTapes } from '../../journal/tapes.ts';
import { memoryJournal } from '../../journal/writer.ts';
import type { Requirement } from '../../requirements/requirement.ts';
import { sampleHead } from '../journal/sample-head.ts';
import { fakeBench } from './fake-bench.ts';

const requirement = {
  id: 'SHOW-001',
  expect: [
    { re: '^SSH Enabled - version 2\\.0$', source: 'guide' },
    { re: '^% Invalid', source: 'guide', absent: true },
  ],
} as unknown as Requirement;

/** How many lines a command printed. */
const lineCount = (expected: number): Matcher => ({
  name: 'line-count',
  expected,
  match: (observation) => {
    const { lines } = observation as { lines: readonly unknown[] };
    return { matches: lines.length === expected, got: String(lines.length) };
  },
});

const tools: AuditTools = {
  requirement: (id) => (id === requirement.id ? requirement : undefined),
  derive: derivations,
  judge: (asked, observations) =>
    judgeByPatterns(
      asked,
      observations.map((observation) => textOf(observation)),
    ),
  matcher: (name, expected) => (name === 'line-count' ? lineCount(Number(expected)) : undefined),
};

const output = 'show ip ssh\r\nSSH Enabled - version 2.0\r\nuser Quux56781234abcd\r\nSwitch#';

/** A run that shows `show ip ssh` once and judges it three ways, one of them a fail. */
async function recordedRun(): Promise<readonly JournalEvent[]> {
  const redactor = createRedactor();
  const journal = memoryJournal({ redactor });
  const tape = journalTapes(journal, redactor)('console');
  const answer = async (): Promise<Return<Json>> => {
    tape.received(Buffer.from('Switch#'));
    tape.sending(Buffer.from('show ip ssh\r'));
    const from = tape.position;
    for (const character of output) tape.received(Buffer.from(character));
    const reading = readCli(output, 'show ip ssh', from);
    return {
      observation: {
        kind: 'cli',
        command: 'show ip ssh',
        promptBefore: 'Switch#',
        modeBefore: 'privileged-exec',
        dialog: [],
        lines: reading.lines,
        promptAfter: reading.promptAfter,
        modeAfter: reading.modeAfter,
      },
      spans: [{ pco: 'console', from, to: tape.position }],
    };
  };
  const secrets = [new Secret('account', 'Quux56781234abcd')];
  const bench = recordBench(fakeBench({ secrets, answer }), journal, redactor);
  journal.append(sampleHead());
  const seen = await bench.pco('console')?.call('execute', { command: 'show ip ssh' }, { at: 1 });
  if (seen === undefined) throw new Error('no console');
  const check = (judged: Pick<EventOf<'check'>, 'judgedBy' | 'verdict'>): void =>
    void journal.append({
      type: 'check',
      suite: 'show-ip-ssh',
      step: 'Step 1',
      requirement: 'SHOW-001',
      calls: [seen.call],
      evidence: [...seen.spans],
      ...judged,
    });
  check({ judgedBy: { kind: 'patterns', met: [0, 1], missed: [], violated: [] }, verdict: 'pass' });
  check({ judgedBy: { kind: 'matcher', name: 'line-count', expected: 2 }, verdict: 'pass' });
  check({ judgedBy: { kind: 'matcher', name: 'line-count', expected: 3 }, verdict: 'fail' });
  journal.append({
    type: 'check',
    suite: 'show-ip-ssh',
    step: 'Step 1',
    requirement: 'SHOW-002',
    judgedBy: { kind: 'nothing' },
    verdict: 'inconclusive',
    reason: 'without sshv1-client',
    calls: [],
    evidence: [],
  });
  journal.close();
  return journal.events;
}

/** The journal, with every event of a type changed. */
function tampered<Type extends EventBody['type']>(
  events: readonly JournalEvent[],
  type: Type,
  change: (event: EventOf<Type>) => Partial<EventOf<Type>>,
): readonly JournalEvent[] {
  return events.map((event) =>
    event.type === type ? { ...event, ...change(event as EventOf<Type>) } : event,
  );
}

const whys = (events: readonly JournalEvent[]): readonly string[] =>
  auditWith(events, tools).refuted.map(({ why }) => why);

t.test('an honest journal is confirmed; a check that was not made is not counted', async (t) => {
  const events = await recordedRun();
  t.notOk(JSON.stringify(events).includes('Quux'));
  t.strictSame(auditWith(events, tools), { confirmed: 3, refuted: [] });
});

t.test('one byte changed in a span', async (t) => {
  const events = await recordedRun();
  const at = events.findIndex((event) => event.type === 'data' && event.bytes === '2' && event.from > 7);
  t.ok(at > 0);
  const changed = events.map((event, index) => (index === at ? { ...event, bytes: '1' } : event));
  const { confirmed, refuted } = auditWith(changed, tools);
  t.equal(confirmed, 0);
  t.match(refuted[0], {
    requirement: 'SHOW-001',
    why: /call 0: lines\[0\] was recorded as .*version 2\.0.*, its bytes say .*version 1\.0/,
  });
});

t.test('every single byte of the span counts', async (t) => {
  const events = await recordedRun();
  const span = events.find((event) => event.type === 'return')?.spans[0];
  // The echo and line ends may be read alike; what was printed may not.
  const printed = output.indexOf('SSH');
  for (const [index, event] of events.entries()) {
    if (event.type !== 'data' || event.direction !== 'received' || event.bytes?.length !== 1) continue;
    const offset = event.from - (span?.from ?? 0);
    if (offset < printed || '\r\n'.includes(event.bytes)) continue;
    const changed = events.map((one, at) => (at === index ? { ...event, bytes: '~' } : one));
    if (auditWith(changed, tools).confirmed !== 0) t.fail(`byte ${offset} (${event.bytes}) was not missed`);
  }
});

t.test('a verdict flipped', async (t) => {
  const events = await recordedRun();
  const flipped = tampered(events, 'check', ({ verdict, judgedBy }) =>
    judgedBy.kind === 'nothing' ? {} : { verdict: verdict === 'pass' ? 'fail' : 'pass' },
  );
  t.match(whys(flipped), [
    'judged again it is a pass, recorded was fail',
    'judged again it is a pass, recorded was fail (got 2)',
    'judged again it is a fail, recorded was pass (got 2)',
  ]);
  const weakened = tampered(events, 'check', () => ({ verdict: 'inconclusive' }));
  t.equal(whys(weakened).length, 3);
  const claimed = tampered(events, 'check', ({ judgedBy }) =>
    judgedBy.kind === 'nothing' ? { verdict: 'pass' } : {},
  );
  t.match(whys(claimed), ['it is a pass, and nothing was judged']);
});

t.test('evidence removed, emptied or from elsewhere', async (t) => {
  const events = await recordedRun();
  t.strictSame(whys(tampered(events, 'check', () => ({ evidence: [] }))), [
    'it passed, and no byte of the recording is cited for it',
    'it passed, and no byte of the recording is cited for it',
    'its evidence is missing',
  ]);
  t.equal(
    whys(tampered(events, 'check', () => ({ evidence: [{ pco: 'console', from: 9, to: 9 }] }))).length,
    3,
  );
  t.match(
    whys(tampered(events, 'check', () => ({ evidence: [{ pco: 'console', from: 0, to: 9 }] })))[0],
    'no call that it rests on returned console 0 to 9',
  );
});

t.test('an observation changed', async (t) => {
  const events = await recordedRun();
  const edit = (from: string, to: string): readonly JournalEvent[] =>
    tampered(events, 'return', ({ observation }) => ({
      observation: JSON.parse(JSON.stringify(observation).replace(from, to)) as Json,
    }));
  t.match(whys(edit('version 2.0', 'version 1.5'))[0], /lines\[0\] was recorded as .*1\.5/);
  t.match(
    whys(edit('"promptAfter":"Switch#"', '"promptAfter":"Router#"'))[0],
    /promptAfter was recorded as "Router#"/,
  );
  t.match(whys(edit('"kind":"cli"', '"kind":"snmp"'))[0], /nothing can read an observation of kind snmp/);
});

t.test('bytes, answer, requirement or matcher missing', async (t) => {
  const events = await recordedRun();
  const without = (type: string): readonly JournalEvent[] => events.filter((event) => event.type !== type);
  t.match(whys(without('data'))[0], /console 7 to \d+ is not in the journal/);
  t.match(whys(without('return'))[0], 'call 0 has no observation in the journal');
  t.match(auditWith(events, { ...tools, requirement: () => undefined }).refuted, [
    { why: 'the registry has no such requirement' },
  ]);
  t.match(auditWith(events, { ...tools, matcher: () => undefined }).refuted, [
    { why: 'there is no matcher line-count' },
    { why: 'there is no matcher line-count' },
  ]);
});

t.test('patterns that were met otherwise', async (t) => {
  const events = await recordedRun();
  const other = tampered(events, 'check', ({ judgedBy }) =>
    judgedBy.kind === 'patterns' ? { judgedBy: { ...judgedBy, met: [0] } } : {},
  );
  t.strictSame(whys(other), ['judged again, patterns met are [0, 1], recorded were [0]']);
});

t.test('a matcher that cannot expect what was recorded', async (t) => {
  const events = await recordedRun();
  const matcher = (): never => {
    throw new Error('not a number');
  };
  t.match(auditWith(events, { ...tools, matcher }).refuted, [
    { why: 'the matcher line-count cannot expect 2' },
    { why: 'the matcher line-count cannot expect 3' },
  ]);
});

t.test('a fail that no byte could prove stands on its observation: nobody answered', async (t) => {
  const journal = memoryJournal();
  journal.append({ type: 'call', call: 0, pco: 'ssh-client', op: 'login', args: {} });
  journal.append({ type: 'return', call: 0, observation: { kind: 'ssh-login', lines: [] }, spans: [] });
  journal.append({
    type: 'check',
    suite: 's',
    step: '1',
    requirement: 'SHOW-001',
    judgedBy: { kind: 'matcher', name: 'line-count', expected: 1 },
    verdict: 'fail',
    calls: [0],
    evidence: [],
  });
  t.strictSame(auditWith(journal.events, tools), { confirmed: 1, refuted: [] });
});
