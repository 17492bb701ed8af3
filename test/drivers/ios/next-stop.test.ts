import t from 'tap';
import { recogniseStop } from '../../../bench/cli-prompts.ts';
import { earlier, type Look, nextStop, placeAt } from '../../../drivers/ios/next-stop.ts';
import { lineRig } from './line-rig.ts';

const log = '*Mar  1 00:05:02.123: %SSH-5-ENABLED: SSH 1.99 has been enabled';

/** Any prompt or question, when it has stood for so long. */
function anyStop(stand: number): Look {
  return (line) => {
    const stop = recogniseStop(line.text);
    return stop === undefined ? undefined : { ...stop, line, stand };
  };
}

t.test('a line is believed when it has stood long enough', async (t) => {
  const { line, stream, clock } = lineRig();
  stream.send('\r\nSwitch#');
  const found = await nextStop(line, anyStop(100), clock.in(1000), 'a prompt');
  t.match(found, { kind: 'prompt', mode: 'privileged-exec', line: { text: 'Switch#' } });
  t.equal(clock.now(), 100);
});

t.test('a line that goes on in time was none', async (t) => {
  const { line, stream, clock } = lineRig();
  stream.send('\r\nSwitch#');
  void clock.wait(99).then(() => stream.send('show version\r\nnoon\r\nPassword:'));
  const found = await nextStop(line, anyStop(100), clock.in(1000), 'a prompt');
  t.match(found, { kind: 'password', line: { text: 'Password:' } });
  t.equal(clock.now(), 199);
});

t.test('log lines behind a line do not count against it', async (t) => {
  const { line, stream, clock } = lineRig();
  stream.send('\r\nSwitch#');
  void clock.wait(60).then(() => stream.send(`\r\n${log}\r\n`));
  const found = await nextStop(line, anyStop(100), clock.in(1000), 'a prompt');
  t.match(found, { kind: 'prompt', line: { text: 'Switch#' } });
  t.equal(clock.now(), 100);
});

t.test('silence counts from the last byte', async (t) => {
  const { line, stream, clock } = lineRig();
  void clock.wait(200).then(() => stream.send('some output\r\n'));
  const found = await nextStop(line, anyStop(0), clock.in(1000), 'a prompt', { silence: 250 });
  t.equal(found, 'silence');
  t.equal(clock.now(), 450);
});

t.test('what ends the wait', async (t) => {
  const { line, stream, clock } = lineRig();
  await t.rejects(nextStop(line, anyStop(0), clock.in(500), 'a prompt'), {
    name: 'DeadlineExceeded',
    awaited: 'a prompt',
  });
  t.equal(clock.now(), 500);
  stream.hangUp();
  t.equal(await nextStop(line, anyStop(0), clock.in(500), 'a prompt'), 'closed');
});

t.test('the place at what was found', (t) => {
  const line = { text: '[OK]Switch(config)#', from: 10, end: 29, complete: false };
  t.same(placeAt({ kind: 'prompt', mode: 'global-config', line, stand: 0 }), {
    mode: 'global-config',
    prompt: 'Switch(config)#',
    from: 14,
    end: 29,
  });
  const unechoed = { text: 'Switch>', from: 10, end: 17, complete: false };
  t.match(placeAt({ kind: 'unechoed', mode: 'unknown', line: unechoed, stand: 0 }), { mode: 'user-exec' });
  t.end();
});

t.test('the earlier of two deadlines', (t) => {
  const [one, other] = [{ at: 1 }, { at: 2 }];
  t.equal(earlier(one, other), one);
  t.equal(earlier(other, one), one);
  const same = { at: 1 };
  t.equal(earlier(one, same), one, 'of two at one time the first');
  t.end();
});
