import t from 'tap';
import { readTranscript } from '../../bench/transcript-reading.ts';

const log = '*Mar  1 00:05:02.123: %SSH-5-ENABLED: SSH 1.99 has been enabled';

t.test('lines up to and with the one that is awaited', (t) => {
  t.same(readTranscript('one\r\ntwo\r\nthree\r\nfour\r\n', '^t'), {
    kind: 'transcript',
    lines: ['one', 'two'],
    complete: true,
  });
  t.same(readTranscript('one\r\ntwo\r\nthree\r\nfour\r\n', '^t', 2).lines, ['one', 'two', 'three']);
  t.same(readTranscript('one\r\ntwo\r\n', '^t', 2), {
    kind: 'transcript',
    lines: ['one', 'two'],
    complete: false,
  });
  t.end();
});

t.test('what no line feed ended is no line yet, unless it is the awaited one', (t) => {
  t.same(readTranscript('one\r\ntwo', 'three'), { kind: 'transcript', lines: ['one'], complete: false });
  t.same(readTranscript('one\r\ntwo', 'two'), { kind: 'transcript', lines: ['one', 'two'], complete: true });
  t.same(readTranscript('two\r\ntwo', 'two', 3), { kind: 'transcript', lines: ['two'], complete: false });
  t.end();
});

t.test('lines are as a terminal shows them', (t) => {
  const erase = '\b'.repeat(9) + ' '.repeat(8) + '\b'.repeat(9);
  for (const [name, raw, lines] of [
    ['a line end of CR CR LF', 'one\r\r\n', ['one']],
    ['a pager that was erased', ` --More-- ${erase}line 7\r\n`, ['line 7']],
    ['typing that was repainted', `show ver${'\b'.repeat(8)}show version\r\n`, ['show version']],
    ['a bell', 'show \x07clock\r\n', ['show clock']],
    ['a log line behind the prompt', `Switch#${log}\r\n`, [`Switch#${log}`]],
    ['a log line at the pager', ` --More-- \r\n${log}${erase}line 7\r\n`, [' --More-- ', log, 'line 7']],
  ] as const)
    t.same(readTranscript(raw, 'never').lines, lines, name);
  t.end();
});
