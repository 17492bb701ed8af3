import t from 'tap';
import { lastPromptIn, promptBefore, promptBehindOutput } from '../../../drivers/ios/prompt-search.ts';

/** A recording whose first bytes are no longer kept. */
function received(all: string, first = 0): { first: number; text(from: number, to?: number): string } {
  return { first, text: (from, to = all.length) => all.slice(Math.max(from, first), Math.max(to, first)) };
}

t.test('the last prompt in a stretch', (t) => {
  const all = 'show x\r\nSwitch#\r\nOther#\r\nSwitch# x\r\nSwitch#\r\nunknown\r\n';
  const whole = { from: 0, to: all.length };
  const last = all.lastIndexOf('Switch#');
  t.match(lastPromptIn(received(all), whole, 'Switch'), { text: 'Switch#', from: last, end: last + 7 });
  t.match(
    lastPromptIn(received(all), whole, 'Switch', new Set([last])),
    { from: 8 },
    'neither one that is done with, nor one of another host, nor one with something behind it',
  );
  t.match(lastPromptIn(received(all), { from: 0, to: last }, undefined), { text: 'Other#' }, 'any host');
  t.match(lastPromptIn(received(all, 10), whole, 'Switch'), { from: last }, 'places stay where they are');
  t.equal(lastPromptIn(received(all, 10), { from: 0, to: last }, 'Switch'), undefined, 'no longer kept');
  t.end();
});

t.test('a log line does not hide the prompt it is glued to', (t) => {
  const log = '*Mar  1 00:05:02.123: %SYS-5-CONFIG_I: Configured from console by console';
  const all = `\r\nSwitch#${log}\r\n`;
  t.match(lastPromptIn(received(all), { from: 0, to: all.length }, 'Switch'), { from: 2, end: 9 });
  t.end();
});

t.test('the prompt at which a comment was echoed', (t) => {
  const at = (all: string): number => all.indexOf('!nonce');
  const straight = 'noon\r\nSwitch#!nonce\r\nSwitch#';
  t.match(promptBefore(received(straight), at(straight), 0, undefined), { from: 6, end: 13 });
  const glued = 'Building...\r\n[OK]Switch#!nonce\r\nSwitch#';
  t.match(promptBefore(received(glued), at(glued), 0, undefined), { text: 'Switch#', end: 24 });
  const overtaken = 'noon\r\nSwitch#\r\nunknown line\r\n!nonce\r\nSwitch#';
  t.match(promptBefore(received(overtaken), at(overtaken), 0, 'Switch'), { from: 6, end: 13 });
  t.equal(promptBefore(received(overtaken), at(overtaken), 15, 'Switch'), undefined, 'none that is too old');
  t.end();
});

t.test('a prompt behind output without a line end', (t) => {
  t.same(promptBehindOutput('[OK]Switch#', 'Switch'), { kind: 'prompt', mode: 'privileged-exec' });
  t.equal(promptBehindOutput('[OK]Other#', 'Switch'), undefined);
  t.equal(promptBehindOutput('[OK]Switch#', undefined), undefined, 'not while no host is known');
  t.equal(promptBehindOutput('[OK]', 'Switch'), undefined);
  t.end();
});
