import t from 'tap';
import { DeadlineExceeded } from '../../../bench/clock.ts';
import { wallClock } from '../../../lab-topologies/clocks/wall-clock.ts';

const never = new Promise<never>(() => undefined);

t.test('a wait takes as long as it says', async (t) => {
  const clock = wallClock();
  const before = clock.now();
  await clock.wait(30);
  t.ok(clock.now() - before >= 30);
  await clock.close();
});

t.test('work in time, work that fails, work that is late', async (t) => {
  const clock = wallClock();
  t.equal(await clock.within(clock.in(5_000), Promise.resolve('done'), 'x'), 'done');
  await t.rejects(clock.within(clock.in(5_000), Promise.reject(new Error('refused')), 'x'), /refused/);
  await t.rejects(clock.within(clock.in(10), never, 'the prompt'), new DeadlineExceeded('the prompt'));
  t.equal(await clock.within({ at: clock.now() - 10 }, Promise.resolve('done'), 'x'), 'done');
  await clock.close();
});

t.test('a deadline of years does not overflow a timer', async (t) => {
  const clock = wallClock();
  const work = new Promise((resolve) => setTimeout(resolve, 20, 'done'));
  t.equal(await clock.within(clock.in(1e11), work, 'x'), 'done');
  await clock.close();
});

t.test('a wait can be aborted, and closing ends it', async (t) => {
  const clock = wallClock();
  const abort = new AbortController();
  const aborted = clock.wait(600_000, abort.signal);
  abort.abort(new Error('Ctrl-C'));
  await t.rejects(aborted, /Ctrl-C/);
  const wait = clock.wait(600_000);
  const within = clock.within(clock.in(600_000), never, 'x');
  await clock.close();
  await t.rejects(wait, /closed/);
  await t.rejects(within, /closed/);
  await t.rejects(clock.wait(1), /closed/);
});
