import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { UsageError } from '../../bench/errors.ts';
import { Secret } from '../../bench/secret.ts';
import type { JournalEvent } from '../../journal/events.ts';
import { createRedactor } from '../../journal/redaction.ts';
import { createJournal, memoryJournal } from '../../journal/writer.ts';

const redactor = createRedactor([new Secret('enable', 'Quux56781234abcd')]);

t.test('an event is in the file, masked and stamped, when append returns', async (t) => {
  const file = join(t.testdir(), 'journal.ndjson');
  let clock = 40;
  const journal = createJournal({ file, now: () => clock, redactor });
  journal.append({ type: 'error', where: 'console', message: 'password Quux56781234abcd' });
  const first = JSON.parse(readFileSync(file, 'utf8')) as JournalEvent;
  t.match(first, { seq: 0, at: 40, type: 'error', message: 'password <enable>********' });
  t.ok(Math.abs(first.wall - Date.now()) < 60_000);
  clock = 50;
  const event = journal.append({
    type: 'call',
    call: 0,
    pco: 'console',
    op: 'execute',
    args: { command: 'Quux56781234abcd' },
  });
  t.match(event, { seq: 1, at: 50, args: { command: '<enable>********' } });
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  t.strictSame(JSON.parse(lines[1] ?? ''), event);
  journal.close();
  t.throws(() => journal.append({ type: 'bench', phase: 'closed' }), /after the journal was closed/);
});

t.test('an existing file is never written to', async (t) => {
  const file = join(t.testdir(), 'journal.ndjson');
  writeFileSync(file, 'mine');
  t.throws(() => createJournal({ file, now: () => 0, redactor }), UsageError);
  t.equal(readFileSync(file, 'utf8'), 'mine');
});

t.test('a folder that is not there is said to be so', async (t) => {
  const file = join(t.testdir(), 'none', 'journal.ndjson');
  t.throws(() => createJournal({ file, now: () => 0, redactor }), {
    name: 'UsageError',
    message: 'the journal cannot be created',
    facts: { where: file },
  });
});

t.test('listeners are told the masked events in order, also of those that a listener appends', async (t) => {
  const journal = memoryJournal({ redactor });
  const told: string[] = [];
  journal.subscribe((event) => {
    if (event.type === 'bench') journal.append({ type: 'error', where: 'here', message: 'Quux56781234abcd' });
  });
  journal.subscribe((event) =>
    told.push(`${event.seq} ${event.type === 'error' ? event.message : event.type}`),
  );
  journal.append({ type: 'bench', phase: 'opened' });
  journal.append({ type: 'bench', phase: 'closed' });
  t.strictSame(told, ['0 bench', '1 <enable>********', '2 bench', '3 <enable>********']);
  t.strictSame(
    journal.events.map(({ seq }) => seq),
    [0, 1, 2, 3],
  );
});

t.test('what is held back is asked for before a return and before closing', async (t) => {
  const journal = memoryJournal();
  journal.onFlush(() => {
    journal.append({ type: 'data', pco: 'console', direction: 'received', from: 0, bytes: 'x' });
  });
  journal.append({ type: 'call', call: 0, pco: 'console', op: 'mark', args: null });
  journal.append({ type: 'return', call: 0, spans: [] });
  journal.close();
  t.strictSame(
    journal.events.map(({ type }) => type),
    ['call', 'data', 'return', 'data'],
  );
  t.ok(journal.closed);
});

t.test('what is held back comes before the end of the run, which is the last event', async (t) => {
  const journal = memoryJournal();
  let held = 1;
  journal.onFlush(() => {
    if (held-- > 0)
      journal.append({ type: 'data', pco: 'console', direction: 'received', from: 0, bytes: 'x' });
  });
  journal.append({ type: 'end', endedAt: '2026-11-22T20:00:00.000Z', exitCode: 4, interrupted: false });
  journal.close();
  t.strictSame(
    journal.events.map(({ type }) => type),
    ['data', 'end'],
  );
});

t.test('a secret that is spelled like a word of ours leaves the events readable', async (t) => {
  const journal = memoryJournal({ redactor: createRedactor([new Secret('account', 'console')]) });
  journal.append({ type: 'call', call: 0, pco: 'console', op: 'execute', args: 'line console 0' });
  t.match(journal.events[0], { pco: 'console', args: 'line <accoun 0' });
});
