import t from 'tap';
import { readHelp } from '../../../bench/cli-help-reading.ts';
import { ttyRig } from '../../support/console-rig.ts';
import { limit } from './field-rig.ts';
import { switchRig } from './switch-rig.ts';

t.jobs = 2;
const log = '*Mar  1 00:05:02.123: %SSH-5-ENABLED: SSH 1.99 has been enabled';

for (const [name, page] of [
  ['in one page', '  client  Client\r\n  <cr>\r\n'],
  ['paged, with a log line in it', `  client  Client\r\n --More-- `],
] as const)
  t.test(`help ${name}`, async (t) => {
    const { console, tty, clock, tape } = await ttyRig(t);
    let line = '';
    tty.onTyped((keys) => {
      for (const key of keys) {
        if (key === '?') tty.send(`?\r\n${page}${page.endsWith('-- ') ? '' : `\r\nSwitch#${line}`}`);
        else if (key === ' ' && line === 'debug ip ssh ')
          tty.send(
            `${'\b'.repeat(9)}${' '.repeat(8)}${'\b'.repeat(9)}  <cr>\r\n\r\n${log}\r\nSwitch#${line}`,
          );
        else if (key === '\x15') {
          tty.send('\b \b'.repeat(line.length));
          line = '';
        } else if (key === '\r') {
          tty.send('\r\nSwitch#');
          line = '';
        } else {
          line += key;
          tty.send(key);
        }
      }
    });
    tty.send('\r\nSwitch#');
    const { observation, spans } = await console.call('help', { command: 'debug ip ssh ' }, clock.in(limit));
    t.match(observation, { kind: 'help', command: 'debug ip ssh ', mode: 'privileged-exec' });
    t.same(
      observation.lines
        .filter(({ text, asynchronous }) => text !== '' && asynchronous === 'no')
        .map(({ text }) => text),
      ['  client  Client', '  <cr>'],
    );
    const [span] = spans;
    const bytes = tape.allReceived().slice(span?.from, span?.to);
    t.same(
      readHelp(bytes, 'debug ip ssh ', span?.from ?? 0).lines,
      observation.lines,
      'its bytes tell the same',
    );
    t.equal(line, '', 'the line was cleared');
    t.notMatch(tape.allSent().slice(tape.allSent().indexOf('debug')), /\r/, 'nothing was carried out');
    const { observation: mode } = await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
    t.same(mode.turns, []);
  });

t.test('help of the virtual switch', async (t) => {
  const { console, clock } = await switchRig(t, { begin: 'privileged' });
  const { observation } = await console.call('help', { command: 'debug ip ' }, clock.in(limit));
  t.ok(observation.lines.some(({ text }) => /^ {2}ssh +\S/.test(text)));
  t.notOk(observation.lines.some(({ text }) => text.startsWith('Switch#')));
  const { observation: shown } = await console.call(
    'execute',
    { command: 'show privilege' },
    clock.in(limit),
  );
  t.equal(shown.lines[0]?.text, 'Current privilege level is 15');
});
