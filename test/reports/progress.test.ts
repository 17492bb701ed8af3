import t from 'tap';
import { progressReport } from '../../reports/progress.ts';
import {
  deviating,
  dut,
  end,
  expectedFailSuite,
  firstSuite,
  head,
  journalOf,
  secondSuite,
  thrown,
} from './sample-run.ts';

function show(columns: number | undefined, color = false): string[] {
  const written: string[] = [];
  let time = 0;
  const report = progressReport(
    { write: (text) => written.push(text), columns: () => columns, color },
    () => (time += 1000),
  );
  for (const event of journalOf(head, dut, ...firstSuite, thrown, ...secondSuite, end(70)))
    report.listen(event);
  report.end();
  return written;
}

t.test('on a terminal', async (t) => {
  const written = show(70);
  const live = written.filter((text) => text.startsWith('\r') && text.endsWith('\u001b[K'));
  t.ok(
    live.some((text) => text.includes('first 1/2') && text.includes('Step 1')),
    'suite and step are shown',
  );
  t.ok(
    live.every((text) => text.includes('virtual') || !text.includes('pass')),
    'the live line says virtual',
  );
  t.ok(
    live.every((text) => text.length <= 70 + '\r\u001b[K'.length),
    'it fits the width',
  );
  t.notOk(
    live.some((text) => text.includes('\n')),
    'it is one line',
  );
  t.notMatch(written.join(''), /\u001b\[\d+m/, 'no color where none is wanted');
});

t.test('the summary', async (t) => {
  const summary = show(undefined).join('');
  t.notMatch(summary, '\r\u001b[K', 'nothing is overwritten where stdout is no terminal');
  for (const text of [
    'virtual WS-C3650-24TS, release 03.03.05SE',
    'pass 1, fail 1, inconclusive 2 (1 accepted), not-applicable 1',
    /fail +A-002/,
    'expected ^x$',
    /inconclusive +B-001/,
    'timed out',
    'second: Step 1: Cannot read properties of undefined',
  ]) {
    t.match(summary, text);
  }
});

t.test('a fail that a deviation expects', async (t) => {
  const written: string[] = [];
  const screen = { write: (text: string) => written.push(text), columns: () => undefined, color: false };
  const report = progressReport(screen, () => 0);
  for (const event of journalOf(deviating, dut, ...expectedFailSuite)) report.listen(event);
  report.end();
  const text = written.join('');
  t.match(text, /^fail +first {2}pass 1, fail 1 \(1 by deviation\)$/m, 'in the line of its suite');
  t.match(text, /^fail +A-002 {2}first \(deviation\)$/m, 'in the summary');
  t.match(text, 'deviation until 2026-01-02, owner Ada: prints "y" # for x');
  t.match(text, 'pass 1, fail 1 (1 by deviation), inconclusive');
});

t.test('color', async (t) => {
  t.match(show(80, true).join(''), '\u001b[31mfail', 'a fail is red');
});

t.test('the summary on a terminal', async (t) => {
  const open = ['C-001', 'C-002'].map((id) => ({
    id,
    suite: 'third',
    verdict: 'inconclusive' as const,
    reason: `${'no word is broken '.repeat(6)}here`,
    evidence: [],
  }));
  const written: string[] = [];
  const report = progressReport(
    { write: (text) => written.push(text), columns: () => 60, color: false },
    () => 0,
  );
  const third = { suite: 'third', title: 'Third', requirements: ['C-001', 'C-002'] };
  for (const event of journalOf(
    { ...head, suites: ['third'] },
    { type: 'bench', phase: 'broken', detail: 'no such tty\n  next: plug it in' },
    { type: 'suite-start', ...third },
    { type: 'suite-end', suite: 'third', verdict: 'inconclusive', durationMs: 1, requirements: open },
  ))
    report.listen(event);
  report.end();
  const summary = written.at(-1) ?? '';
  t.match(summary, 'C-001 C-002  third', 'what is open for one reason stands together');
  t.equal(summary.split('no word').length - 1, 6, 'with the reason once');
  for (const line of summary.split('\n')) {
    t.ok(line.length < 60, 'no line is wider than the terminal');
    t.notMatch(line, /(?:^|\s)(?:wor|brok|bro|w|b)$/, 'no word is broken');
  }
  t.match(summary, /^error +bench: no such tty$/m, 'an error is named');
  t.notMatch(summary, 'plug it in', 'and not told in full a second time');
  t.match(summary, 'virtual switch, not identified: 2 requirements in 1 suite\n');
  t.match(written.join(''), 'third  inconclusive 2\n', 'the line of a suite has its verdicts');
});

t.test('it makes way for what others write', async (t) => {
  const written: string[] = [];
  const report = progressReport(
    { write: (text) => written.push(text), columns: () => 60, color: false },
    () => 0,
  );
  for (const event of journalOf(head)) report.listen(event);
  report.clear();
  t.equal(written.at(-1), '\r\u001b[K');
  report.tick();
  t.match(written.at(-1), /^\rvirtual/, 'and comes back');
});
