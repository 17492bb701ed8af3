import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { explain, UsageError } from '../../bench/errors.ts';
import { journalVersion } from '../../journal/events.ts';
import { parseJournal, readJournal } from '../../journal/reader.ts';
import { createRedactor } from '../../journal/redaction.ts';
import { createJournal } from '../../journal/writer.ts';
import { sampleHead } from './sample-head.ts';

function smallJournal(file: string): Buffer {
  const journal = createJournal({ file, now: () => 7, redactor: createRedactor() });
  journal.append(sampleHead());
  journal.append({
    type: 'data',
    pco: 'console',
    direction: 'received',
    from: 0,
    bytes: 'ÿ\u0000Switch#\r\n',
  });
  journal.append({ type: 'call', call: 0, pco: 'console', op: 'execute', args: { command: 'show ip ssh' } });
  journal.append({ type: 'return', call: 0, spans: [{ pco: 'console', from: 0, to: 9 }], observation: 'ü€' });
  journal.append({ type: 'bench', phase: 'closed' });
  journal.close();
  return readFileSync(file);
}

t.test('what was written is read', async (t) => {
  const file = join(t.testdir(), 'journal.ndjson');
  smallJournal(file);
  const { events, torn, skipped } = readJournal(file);
  t.strictSame(
    events.map(({ type }) => type),
    ['head', 'data', 'call', 'return', 'bench'],
  );
  t.match(events[1], { bytes: 'ÿ\u0000Switch#\r\n' });
  t.equal(torn, undefined);
  t.strictSame(skipped, []);
});

t.test('a journal that was cut at any byte opens with all its whole events', async (t) => {
  const bytes = smallJournal(join(t.testdir(), 'journal.ndjson'));
  const ends = [...bytes.entries()].flatMap(([index, byte]) => (byte === 10 ? [index] : []));
  t.equal(ends.length, 5);
  for (let cut = 0; cut <= bytes.length; cut++) {
    const { events, torn } = parseJournal(bytes.subarray(0, cut), 'journal.ndjson');
    const whole = ends.filter((end) => end <= cut).length;
    if (events.length !== whole) t.equal(events.length, whole, `cut at ${cut}`);
    const atAnEnd = cut === 0 || ends.some((end) => end === cut || end + 1 === cut);
    if ((torn === undefined) !== atAnEnd) t.fail(`cut at ${cut}: torn is ${String(torn)}`);
  }
});

t.test('an event type of a newer version is skipped with a word', async (t) => {
  const text = [
    { seq: 0, at: 0, wall: 0, type: 'bench', phase: 'opened' },
    { seq: 1, at: 0, wall: 0, type: 'weather', sky: 'blue' },
    { seq: 2, at: 0, wall: 0, type: 'bench', phase: 'closed' },
  ]
    .map((event) => `${JSON.stringify(event)}\n`)
    .join('');
  const { events, skipped } = parseJournal(Buffer.from(text), 'j');
  t.equal(events.length, 2);
  t.strictSame(skipped, [{ line: 2, type: 'weather' }]);
});

t.test('what cannot be read says why, where and what to do', async (t) => {
  const line = (event: object): string => `${JSON.stringify({ at: 0, wall: 0, ...event })}\n`;
  const opened = line({ seq: 0, type: 'bench', phase: 'opened' });
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['no journal', 'hello\n', /not a journal[\s\S]*got: +"hello"[\s\S]*where: +j:1\n/],
    ['no journal, one line', 'hello', /not a journal/],
    ['binary', '\u007fELF\u0002', /not a journal/],
    ['other JSON', '{"name":"x"}\n', /not a journal/],
    ['damaged in the middle', `${opened}{"seq":1,\n${opened}`, /damaged[\s\S]*where: +j:2/],
    ['a gap', opened + line({ seq: 2, type: 'bench', phase: 'closed' }), /missing[\s\S]*seq 1[\s\S]*j:2/],
    [
      'a wrong event',
      line({ seq: 0, type: 'bench', phase: 'asleep' }),
      /bench event[\s\S]*at phase[\s\S]*j:1/,
    ],
    [
      'another version',
      line({ ...sampleHead(), seq: 0, version: journalVersion + 1 }),
      /version that this program does not read[\s\S]*expected: version 1\n +got: +version 2[\s\S]*j:1/,
    ],
  ];
  for (const [name, text, expected] of cases) {
    try {
      parseJournal(Buffer.from(text, 'latin1'), 'j');
      t.fail(`${name} was read`);
    } catch (error) {
      t.ok(error instanceof UsageError, name);
      t.match(explain(error as UsageError), expected, name);
    }
  }
});

t.test('a file that is not there', async (t) => {
  const dir = t.testdir();
  t.throws(() => readJournal(join(dir, 'none.ndjson')), { name: 'UsageError', message: /cannot be read/ });
  writeFileSync(join(dir, 'empty.ndjson'), '');
  t.strictSame(readJournal(join(dir, 'empty.ndjson')).events, []);
});
