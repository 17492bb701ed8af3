import t from 'tap';
import fc from 'fast-check';
import { LineTracker } from '../../../drivers/ios/line-tracker.ts';

const debug = '*Jun 15 14:08:01.123: SSH2 0: input: total packet length of 32 bytes';

/** A tracker that was given `text` in pieces that are cut at these places. */
function tracked(text: string, cuts: readonly number[] = []): LineTracker {
  const tracker = new LineTracker(0);
  const places = [...cuts.map((cut) => cut % (text.length + 1)).toSorted((one, other) => one - other)];
  for (const [index, to] of [...places, text.length].entries())
    tracker.push(text.slice(places[index - 1], to));
  return tracker;
}

t.test('a flood of log lines leaves what stood before it, and hides nothing that comes in it', (t) => {
  const flood =
    `${debug}\r\n    Data : 0000 1111\r\n\r\n%SYS-5-CONFIG_I: Configured\r\nSSH2 0: bare\r\n`.repeat(100);
  const tracker = tracked(`Switch#\r\n${debug}\r\n`);
  tracker.push(flood);
  t.match(tracker.current(), { text: 'Switch#', from: 0, end: 7 });
  tracker.push('    Data : 2222\r\n     %SYS-5-CONFIG_I: Configured\r\n');
  t.match(tracker.current(), { text: 'Switch#', from: 0, end: 7 });
  for (const [line, text] of [
    ['Password: ', 'Password:'],
    ['Proceed? [confirm]', 'Proceed? [confirm]'],
    ['SSH', 'SSH'],
    [`${debug}\x08\x08\x08   \x08\x08\x08Switch>`, 'Switch>'],
    [`*Jun 15 14:08:01.123: \rSwitch(config)#`, 'Switch(config)#'],
  ] as const) {
    tracker.push(`${flood}${line}\n12: %SYS-5-CONFIG_I: Configured\r\n${flood}`);
    t.match(tracker.current(), { text, complete: true }, JSON.stringify(line));
  }
  tracker.push('Switch#');
  t.match(tracker.current(), { text: 'Switch#', complete: false });
  t.end();
});

t.test('what is indented behind output is output', (t) => {
  t.match(tracked('Gi1/0/1 is up\r\n     5 packets\r\n').current(), { text: '     5 packets' });
  const tracker = tracked(`${debug}\r\nGi1/0/1 is up\r\n`);
  tracker.push('     5 packets\r\n');
  t.match(tracker.current(), { text: '     5 packets' });
  t.end();
});

t.test('the same stands there however what came was cut', (t) => {
  const line = fc.constantFrom(
    debug,
    `000123: ${debug}`,
    '00:12:34: RADIUS: received',
    '*Jun 15 14:08:01.123: ',
    '%SYS-5-CONFIG_I: Configured from console',
    '    %SYS-5-CONFIG_I: Configured',
    '    Data : 0000 1111',
    '               maclen 4',
    '    12',
    'SSH',
    '2: ',
    'Switch#',
    `Switch#${debug}`,
    'Password: ',
    ' --More-- ',
    '\x08\x08\x08   \x08\x08\x08',
    '\x07',
    'Gi1/0/1 is up',
    '   ',
    '',
  );
  const ending = fc.constantFrom('\r\n', '\r\n', '\n', '\r\r\n', '\r', '');
  const text = fc
    .array(fc.tuple(line, ending), { minLength: 1, maxLength: 12 })
    .map((lines) => lines.flat().join(''));
  fc.assert(
    fc.property(text, fc.array(fc.nat(), { maxLength: 6 }), (all, cuts) => {
      t.strictSame(tracked(all, cuts).current(), tracked(all).current());
      return t.passing();
    }),
    { numRuns: 2000 },
  );
  t.end();
});
