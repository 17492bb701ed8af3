import t from 'tap';
import { SteerableClock } from '../../virtual-switch/clock.ts';

t.test('a jump goes as far as asked when no timer is in its way', async (t) => {
  const clock = new SteerableClock();
  const before = clock.now();
  t.equal(await clock.advance(60_000), 60_000);
  t.ok(clock.now() - before >= 60_000);
});

t.test('a jump stops at the earliest timer and runs it, and no later one', async (t) => {
  const clock = new SteerableClock();
  t.teardown(() => clock.close());
  const ran: string[] = [];
  clock.after(20_000, () => ran.push('second'));
  clock.after(10_000, () => ran.push('first'));
  const went = await clock.advance(3_600_000);
  t.ok(went > 9_000 && went <= 10_000, `went ${went}`);
  t.same(ran, ['first']);
  await clock.advance(3_600_000);
  t.same(ran, ['first', 'second']);
});

t.test('while real work is under way nothing is jumped over', async (t) => {
  const clock = new SteerableClock();
  const work = clock.busy();
  t.equal(await clock.advance(1000), 0);
  work.done();
  work.done();
  t.equal(await clock.advance(1000), 1000);
});

t.test('what is on its way to the switch is not overtaken', async (t) => {
  const clock = new SteerableClock();
  let arrived = false;
  t.equal(await clock.advance(1000, () => arrived), 0);
  arrived = true;
  t.equal(await clock.advance(1000, () => arrived), 1000);
});

t.test('a cancelled timer neither runs nor stops a jump', async (t) => {
  const clock = new SteerableClock();
  const cancel = clock.after(100, () => t.fail('ran'));
  cancel();
  t.equal(await clock.advance(1000), 1000);
});

t.test('without steering timers run in real time', (t) => {
  const clock = new SteerableClock();
  clock.after(5, () => t.end());
});

t.test('how far a jump would go is told without going there', async (t) => {
  const clock = new SteerableClock();
  t.teardown(() => clock.close());
  clock.after(10_000, () => t.fail('nothing fires'));
  const before = clock.now();
  const reach = await clock.reach(3_600_000);
  t.ok(reach > 9_000 && reach <= 10_000, `could go ${reach}`);
  t.ok(clock.now() - before < 9_000, 'it has not gone');
  t.equal(await clock.reach(20), 20, 'no further than asked');
  clock.busy();
  t.equal(await clock.reach(20), 0, 'nowhere while it works');
});

t.test('what a timer did while a jump was looked at is not overtaken by it', async (t) => {
  const clock = new SteerableClock();
  t.teardown(() => clock.close());
  let printed = false;
  clock.after(1, () => (printed = true));
  const jump = clock.advance(100_000);
  // A machine that has too much to do.
  const end = performance.now() + 20;
  while (performance.now() < end);
  t.equal(await jump, 0);
  t.ok(printed);
  t.ok((await clock.advance(100_000)) > 90_000, 'it is asked again');
});
