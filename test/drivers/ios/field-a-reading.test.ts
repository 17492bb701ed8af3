/** Group A of the field's failures: slow or quadratic reading. Work is counted, not timed; against a real tty. */
import t from 'tap';
import { LineTracker } from '../../../drivers/ios/line-tracker.ts';
import { Wire } from '../../../drivers/ios/wire.ts';
import { play, ttyRig } from '../../support/console-rig.ts';
import { limit, output } from './field-rig.ts';

/** How many characters were taken out of the recording or looked at for a prompt since it was asked last. */
function countedWork(): () => number {
  let work = 0;
  const text = Reflect.get(Wire.prototype, 'text');
  const push = Reflect.get(LineTracker.prototype, 'push');
  Wire.prototype.text = function (this: Wire, from, to) {
    const taken = text.call(this, from, to);
    work += taken.length;
    return taken;
  };
  LineTracker.prototype.push = function (this: LineTracker, received) {
    work += received.length;
    push.call(this, received);
  };
  return () => {
    const done = work;
    work = 0;
    return done;
  };
}
const workDone = countedWork();

const lines = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, index) => `interface GigabitEthernet1/0/${index} is down, line protocol is down`,
  );

/** The same device shows output of two sizes; `pieces`: in how many bytes it is sent. */
async function workFor(
  t: Parameters<typeof ttyRig>[0],
  counts: readonly number[],
  pieces: number,
): Promise<{ received: number; work: number }[]> {
  const { console, tty, clock, tape } = await ttyRig(t);
  const send = (text: string): void => {
    for (let at = 0; at < text.length; at += pieces) tty.send(text.slice(at, at + pieces));
  };
  play(
    { onTyped: (listener) => tty.onTyped(listener), send },
    {
      suffix: '#',
      commands: Object.fromEntries(
        counts.map((count) => [`show ${count}`, { output: `${lines(count).join('\r\n')}\r\n` }]),
      ),
    },
  );
  await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
  const all = [];
  for (const count of counts) {
    const before = tape.position;
    workDone();
    const { observation } = await console.call('execute', { command: `show ${count}` }, clock.in(60_000));
    if (output(observation).join() !== lines(count).join())
      throw new Error('the output is not what was sent');
    all.push({ received: tape.position - before, work: workDone() });
  }
  return all;
}

for (const [name, counts, pieces] of [
  ['a whole output is not searched again on each read (netmiko#427)', [500, 4000], 64],
  ['very very large outputs (scrapli PR#103)', [5000, 40_000], 4096],
  ['15 000 lines (SSHLibrary#338, #203, #425, PR#347)', [1500, 15_000], 256],
] as const)
  t.test(name, async (t) => {
    const measured = await workFor(t, counts, pieces);
    for (const { received, work } of measured)
      t.ok(work < 4 * received, `${received} bytes came, ${work} were looked at`);
    const [small, large] = measured.map(({ received, work }) => work / received);
    t.ok((large ?? Infinity) < (small ?? 0) * 1.5, 'a byte of a large output costs no more');
  });

t.test('a line that never ends is not searched from its beginning', async (t) => {
  const { console, tty, clock, tape } = await ttyRig(t);
  play(tty, { suffix: '#', commands: { 'show dots': { output: `${'.'.repeat(100_000)}\r\n` } } });
  await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
  const before = tape.position;
  const marked = await console.call('mark', null, clock.in(limit));
  workDone();
  await console.call('execute', { command: 'show dots' }, clock.in(60_000));
  const { position: since } = marked.observation;
  await console.call('transcript', { since, until: '^\\.+$' }, clock.in(limit));
  const work = workDone();
  t.ok(work < 6 * (tape.position - before), `${tape.position - before} bytes came, ${work} were looked at`);
});

t.test('first contact takes one comment and no fixed wait (netmiko#527)', async (t) => {
  const { console, tty, clock, tape } = await ttyRig(t);
  const ios = play(tty, { suffix: '#' });
  tty.send(`\r\n${ios.prompt}`);
  await console.call('enter', { mode: 'privileged-exec' }, clock.in(limit));
  t.match(tape.allSent(), /^\x15![0-9a-f]{8}\r$/);
});

t.test('a mode that is known is not asked for again, nor waited for (netmiko#3062, PR#3069)', async (t) => {
  const { console, tty, clock, tape } = await ttyRig(t);
  play(tty, { suffix: '(config)#', commands: { 'ip ssh version 2': {} } });
  await console.call('enter', { mode: 'global-config' }, clock.in(limit));
  const sent = tape.allSent();
  // A deadline that has come lets no time go by.
  for (let times = 0; times < 20; times++)
    await console.call('enter', { mode: 'global-config' }, { at: clock.now() + 0.001 });
  t.equal(tape.allSent(), sent);
  await console.call('execute', { command: 'ip ssh version 2' }, clock.in(limit));
  t.equal(tape.allSent(), `${sent}ip ssh version 2\r`, 'one line typed for one command');
});
