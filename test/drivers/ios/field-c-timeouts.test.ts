/** Group C of the field's failures: hangs, and time-outs that do not hold. Against a real tty. */
import t from 'tap';
import { PcoError } from '../../../bench/errors.ts';
import { play, type TtyRig, ttyRig } from '../../support/console-rig.ts';
import { limit, output } from './field-rig.ts';

// Most of the time is waited at the line.
t.jobs = 8;

t.test('a device that accepts and never answers (scrapli#321)', async (t) => {
  const { console, clock } = await ttyRig(t);
  const before = performance.now();
  await t.rejects(console.call('execute', { command: 'show clock' }, clock.in(700)), {
    name: 'PcoError',
    message: /timed out waiting for a prompt/,
    facts: { got: 'nothing at all', where: 'console, mode unknown' },
  });
  t.ok(performance.now() - before < 2000, 'the deadline holds');
});

t.test('after a time-out the console is usable again', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  let stall = true;
  let line = '';
  tty.onTyped((keys) => {
    for (const key of keys) {
      if (key >= ' ') {
        line += key;
        tty.send(key);
      } else if (key === '\r') {
        if (line === 'show stuck' && stall) tty.send('\r\nhalf of the output');
        else tty.send(`${line === 'show clock' ? '\r\nnoon' : ''}\r\nSwitch#`);
        line = '';
      }
    }
  });
  tty.send('\r\nSwitch#');
  await t.rejects(console.call('execute', { command: 'show stuck' }, clock.in(2500)), {
    message: "timed out waiting for the prompt after 'show stuck'",
    facts: { got: /half of the output/, where: 'console, mode privileged-exec' },
  });
  const silent = { command: 'show stuck', mayStaySilent: true };
  const { observation: stuck } = await console.call('execute', silent, clock.in(2500));
  t.same(output(stuck), ['half of the output'], 'or silence is what was to be observed');
  t.match(stuck, { promptAfter: '', modeAfter: 'unknown' });
  stall = false;
  const { observation } = await console.call('execute', { command: 'show clock' }, clock.in(limit));
  t.same(output(observation), ['noon']);
});

t.test('the line closes in the middle', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  const ios = play(tty, { suffix: '#' });
  await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
  const shown = console.call('execute', { command: 'show clock' }, clock.in(60_000));
  tty.onTyped(() => void tty.hangUp());
  await t.rejects(shown, {
    name: 'PcoError',
    message: /the line closed/,
    facts: { got: /the tty has gone/ },
  });
  await t.rejects(console.call('execute', { command: 'show clock' }, clock.in(60_000)), PcoError);
  ios.type('');
});

for (const [name, call] of [
  ['execute', (rig) => rig.console.call('execute', { command: 'show clock' }, rig.clock.in(600))],
  ['enter', (rig) => rig.console.call('enter', { mode: 'global-config' }, rig.clock.in(600))],
  ['help', (rig) => rig.console.call('help', { command: 'show ' }, rig.clock.in(600))],
] as const satisfies readonly (readonly [string, (rig: TtyRig) => Promise<unknown>])[])
  t.test(
    `a time-out holds on ${name}, though bytes never end (scrapli#29, SSHLibrary#421, #96)`,
    async (t) => {
      const rig = await ttyRig(t);
      const { tty, clock } = rig;
      tty.onTyped(() => undefined);
      const endless = setInterval(() => tty.send('line of output\r\nSwitch# no prompt'), 2);
      t.teardown(() => clearInterval(endless));
      const begun = clock.now();
      const work: Promise<object> = call(rig);
      await t.rejects(work, { name: 'PcoError', message: /^timed out waiting for/ });
      t.ok(clock.now() - begun < 1600, 'when its time had come');
    },
  );

t.test('awaitLog and transcript end at their time with what came until then (scrapli#29)', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  const endless = setInterval(() => tty.send('line of output\r\n'), 2);
  t.teardown(() => clearInterval(endless));
  const begun = clock.now();
  const { observation: none } = await console.call('awaitLog', { pattern: 'x', since: 0 }, clock.in(400));
  t.same(none, { kind: 'log', line: '' });
  const args = { since: 0, until: 'never' };
  const { observation: seen, spans } = await console.call('transcript', args, clock.in(400));
  t.equal(seen.complete, false);
  t.ok(seen.lines.length > 10 && seen.lines.every((line) => line === 'line of output'));
  t.match(spans, [{ from: 0 }]);
  t.ok(clock.now() - begun < 2000);
});

t.test('a call that waits for the one before it has its own deadline (SSHLibrary#96)', async (t) => {
  const { console, clock } = await ttyRig(t);
  const first = console.call('execute', { command: 'show clock' }, clock.in(2500));
  const begun = clock.now();
  await t.rejects(console.call('transcript', { since: 0, until: 'x' }, clock.in(300)), {
    message: 'timed out waiting for the call before it',
  });
  t.ok(clock.now() - begun < 1200);
  await t.rejects(first, { message: /timed out/ });
});

t.test('what is done is not waited for until the deadline (SSHLibrary#359)', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  play(tty, { suffix: '#', commands: { 'show clock': { output: 'noon\r\n' } } });
  const begun = clock.now();
  await console.call('execute', { command: 'show clock' }, clock.in(600_000));
  const { position: since } = (await console.call('mark', null, clock.in(limit))).observation;
  tty.send('a line\r\n');
  await console.call('transcript', { since, until: 'a line' }, clock.in(600_000));
  t.ok(clock.now() - begun < 6000);
});

t.test('close ends a call that waits, and waits for nobody (openhtf#667, PR#541)', async (t) => {
  const { console, clock } = await ttyRig(t);
  const closed = { name: 'PcoError', message: /the line closed/ };
  const waiting = [
    t.rejects(console.call('execute', { command: 'show clock' }, clock.in(600_000)), closed),
    t.rejects(console.call('awaitLog', { pattern: 'x', since: 0 }, clock.in(600_000)), closed),
  ];
  const begun = clock.now();
  await console.close();
  await Promise.all(waiting);
  t.ok(clock.now() - begun < 2000);
  await t.rejects(console.call('enter', { mode: 'user-exec' }, clock.in(limit)), {
    message: /the line closed/,
  });
  await console.close();
});

t.test(
  'a device that takes no more bytes: the call and close() end in time (openhtf#667, node-serialport#1361)',
  async (t) => {
    const { console, tty, clock } = await ttyRig(t);
    play(tty, { suffix: '#' });
    await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
    // Nobody reads the other end, so that the kernel's buffer fills up.
    tty.stopReading();
    const begun = clock.now();
    await t.rejects(console.call('execute', { command: 'x'.repeat(300_000) }, clock.in(900)), {
      name: 'PcoError',
      message: 'timed out waiting for the line to take what is typed',
    });
    t.ok(clock.now() - begun < 2500, 'the call');
    const closing = clock.now();
    await console.close();
    t.ok(clock.now() - closing < 3000, 'close()');
  },
);

t.test('after a time-out the next step goes on (openhtf#994)', async (t) => {
  const { console, tty, clock } = await ttyRig(t);
  let awake = false;
  play(
    {
      send: (text) => tty.send(text),
      onTyped: (listener) => tty.onTyped((typed) => (awake ? listener(typed) : undefined)),
    },
    { suffix: '#', commands: { 'show clock': { output: 'noon\r\n' } } },
  );
  await t.rejects(console.call('enter', { mode: 'privileged-exec' }, clock.in(400)), {
    message: /timed out/,
  });
  awake = true;
  const { observation } = await console.call('execute', { command: 'show clock' }, clock.in(limit));
  t.same(output(observation), ['noon']);
});
