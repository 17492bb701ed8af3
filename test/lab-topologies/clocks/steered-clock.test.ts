import t from 'tap';
import { DeadlineExceeded } from '../../../bench/clock.ts';
import { PcoError } from '../../../bench/errors.ts';
import type { LabClock } from '../../../lab-topologies/clocks/lab-clock-client.ts';
import { SteeredClock } from '../../../lab-topologies/clocks/steered-clock.ts';

/** A switch that has timers, and real work now and then; it keeps what it was asked. */
class FakeSwitch implements LabClock {
  readonly asked: number[] = [];
  readonly #timers: { due: number; callback: () => void }[] = [];
  readonly #start = performance.now();
  #jumped = 0;
  /** Answers `0` while it is set. */
  busy = false;
  delivered = true;
  giveUpOnUndelivered(): void {
    this.delivered = true;
  }
  /** What happens between a request and its answer. */
  meanwhile: () => Promise<void> = () => Promise.resolve();

  now(): number {
    return performance.now() - this.#start + this.#jumped;
  }

  after(milliseconds: number, callback: () => void): void {
    this.#timers.push({ due: this.now() + milliseconds, callback });
    this.#timers.sort((a, b) => a.due - b.due);
  }

  async advance(milliseconds: number): Promise<number> {
    this.asked.push(milliseconds);
    await this.meanwhile();
    if (this.busy) return 0;
    const advanced = Math.max(0, Math.min(milliseconds, (this.#timers[0]?.due ?? Infinity) - this.now()));
    this.#jumped += advanced;
    while (this.#timers[0] !== undefined && this.#timers[0].due <= this.now() + 0.001) {
      this.#timers.shift()?.callback();
    }
    return advanced;
  }
}

function set(t: { teardown(fn: () => Promise<void>): void }): { lab: FakeSwitch; clock: SteeredClock } {
  const lab = new FakeSwitch();
  const clock = new SteeredClock(lab);
  t.teardown(() => clock.close());
  return { lab, clock };
}

const never = new Promise<never>(() => undefined);
const tenMinutes = 600_000;

t.test('ten minutes cost milliseconds', async (t) => {
  const { clock } = set(t);
  const real = performance.now();
  const before = clock.now();
  await clock.wait(tenMinutes);
  t.ok(clock.now() - before >= tenMinutes, 'they have gone by');
  t.ok(clock.now() - before < tenMinutes + 5_000, 'and not many more');
  t.ok(performance.now() - real < 5_000, 'in seconds at most');
});

t.test('what the switch has printed is not overtaken while the tty has it', async (t) => {
  const { lab, clock } = set(t);
  lab.meanwhile = () => {
    if (lab.asked.length === 1) lab.delivered = false;
    return Promise.resolve();
  };
  const { promise, resolve } = Promise.withResolvers<string>();
  lab.after(1000, () => {
    setTimeout(() => {
      lab.delivered = true;
      clock.activity();
      resolve('the prompt');
    }, 100);
  });
  t.equal(await clock.within(clock.in(2000), promise, 'the prompt'), 'the prompt');
});

t.test('what never comes is given up, and the clock goes on', async (t) => {
  const { lab, clock } = set(t);
  lab.meanwhile = () => {
    if (lab.asked.length === 1) lab.delivered = false;
    return Promise.resolve();
  };
  const real = performance.now();
  await clock.wait(tenMinutes);
  t.ok(performance.now() - real < 5_000);
});

t.test('a deadline far away comes, and says what was awaited', async (t) => {
  const { clock } = set(t);
  const late = clock.within(clock.in(tenMinutes), never, 'the prompt');
  await t.rejects(late, new DeadlineExceeded('the prompt'));
});

t.test('a timer of the switch is not jumped over', async (t) => {
  const { lab, clock } = set(t);
  const { promise, resolve } = Promise.withResolvers<number>();
  lab.after(120_000, () => {
    // What the timer does takes a moment to reach us, as over a tty.
    setTimeout(() => {
      clock.activity();
      resolve(clock.now());
    }, 1);
  });
  const before = clock.now();
  const at = await clock.within(clock.in(120_000 + 500), promise, 'the hang-up');
  t.ok(at - before >= 120_000, 'it came when it was due');
  t.ok(at - before < 120_500, 'and the deadline half a second later did not overtake it');
});

t.test('what is due at the very moment of the deadline is read before the deadline counts', async (t) => {
  const { lab, clock } = set(t);
  const { promise, resolve } = Promise.withResolvers<string>();
  lab.after(30_000, () => setTimeout(() => resolve('read'), 2));
  t.equal(await clock.within(clock.in(30_000), promise, 'the line'), 'read');
});

/**
 * What rests on timers of a few milliseconds is tried for some seconds: on a machine that has too much to do they come too late
 * now and then. A clock that is wrong never passes.
 */
async function sooner(work: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + 20_000;
  while (performance.now() < end) if (await work()) return true;
  return false;
}

t.test('no jump while something goes on', async (t) => {
  const passed = await sooner(async () => {
    const { lab, clock } = set(t);
    const { promise, resolve } = Promise.withResolvers<string>();
    let heard = 0;
    const dripping = setInterval(() => {
      clock.activity();
      if (++heard < 20) return;
      clearInterval(dripping);
      resolve('done');
    }, 5);
    t.equal(await clock.within(clock.in(5_000), promise, 'the answer'), 'done');
    return lab.asked.length === 0;
  });
  t.ok(passed);
});

t.test('an answer is waited for in quiet before the first jump, a line only a moment', async (t) => {
  const work = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 12));
  const patient = await sooner(async () => {
    const { lab, clock } = set(t);
    await clock.within(clock.in(5_000), work(), 'an answer');
    return lab.asked.length === 0;
  });
  t.ok(patient, 'nothing within 12 ms');
  const hurried = await sooner(async () => {
    const { lab, clock } = set(t);
    await clock.within(clock.in(5_000), work(), 'a line', { for: 'line' });
    return lab.asked.length > 0 && lab.asked.every((milliseconds) => milliseconds <= 100);
  });
  t.ok(hurried, 'a line is hurried, by at most 100 ms at once');
});

t.test('a line that stays silent is an answer: its deadline costs few jumps', async (t) => {
  const { lab, clock } = set(t);
  const late = clock.within(clock.in(tenMinutes), never, 'a log line', { for: 'line' });
  await t.rejects(late, DeadlineExceeded);
  t.ok(lab.asked.length < 60, `${lab.asked.length} jumps`);
});

t.test('a busy switch is asked again, and meanwhile real time counts', async (t) => {
  const { lab, clock } = set(t);
  lab.busy = true;
  const before = clock.now();
  setTimeout(() => (lab.busy = false), 100);
  await clock.wait(60_000);
  t.ok(clock.now() - before >= 60_000);
  t.ok(
    lab.asked.length >= 2 && lab.asked.length < 40,
    `asked ${lab.asked.length} times, without a busy loop`,
  );
});

t.test('of several waits the earliest deadline counts, and one loop jumps', async (t) => {
  const { lab, clock } = set(t);
  let together = 0;
  let most = 0;
  lab.meanwhile = async () => {
    most = Math.max(most, ++together);
    await new Promise((resolve) => setImmediate(resolve));
    together--;
  };
  const order: string[] = [];
  const waits = [
    clock.wait(300_000).then(() => order.push('long')),
    clock.wait(1_000).then(() => order.push('short')),
    clock.within(clock.in(60_000), never, 'x').catch(() => order.push('middle')),
  ];
  await Promise.all(waits);
  t.strictSame(order, ['short', 'middle', 'long']);
  t.equal(most, 1, 'never two jumps at once');
  t.ok(
    lab.asked[0] !== undefined && lab.asked[0] <= 1_000,
    'the first jump is no longer than the shortest wait',
  );
});

t.test('a deadline that is set while a jump is outstanding is not eaten by it', async (t) => {
  const { lab, clock } = set(t);
  const outstanding = Promise.withResolvers<undefined>();
  const asked = Promise.withResolvers<undefined>();
  lab.meanwhile = async () => {
    asked.resolve(undefined);
    await outstanding.promise;
  };
  const long = clock.wait(tenMinutes);
  await asked.promise;
  const deadline = clock.in(2_000);
  const work = Promise.withResolvers<string>();
  const result = clock.within(deadline, work.promise, 'the answer');
  outstanding.resolve(undefined);
  lab.meanwhile = () => Promise.resolve();
  await long;
  t.ok(deadline.at > clock.now(), 'it still lies ahead after a jump of ten minutes');
  work.resolve('in time');
  t.equal(await result, 'in time');
});

t.test(
  'no deadline fires while a jump is outstanding, however long the switch takes to answer',
  async (t) => {
    const { lab, clock } = set(t);
    const { promise, resolve } = Promise.withResolvers<string>();
    lab.meanwhile = async () => {
      await new Promise((done) => setTimeout(done, 800));
      resolve('the switch was slow to answer its clock, but the line was there');
      clock.activity();
    };
    const line = clock.within(clock.in(400), promise, 'a line');
    t.match(await line, /the line was there/);
  },
);

t.test('a deadline in the past: done work counts, other work is too late', async (t) => {
  const { clock } = set(t);
  t.equal(await clock.within({ at: clock.now() - 1 }, Promise.resolve('done'), 'x'), 'done');
  await t.rejects(clock.within({ at: clock.now() - 1 }, never, 'x'), DeadlineExceeded);
});

t.test('work that fails is told as it failed', async (t) => {
  const { clock } = set(t);
  await t.rejects(clock.within(clock.in(1_000), Promise.reject(new Error('refused')), 'x'), /refused/);
});

t.test('a wait can be aborted', async (t) => {
  const { lab, clock } = set(t);
  lab.busy = true;
  const abort = new AbortController();
  const wait = clock.wait(tenMinutes, abort.signal);
  abort.abort(new Error('Ctrl-C'));
  await t.rejects(wait, /Ctrl-C/);
  await t.rejects(clock.wait(1, abort.signal), /Ctrl-C/);
});

t.test('a switch that has gone: what is under way may end, the rest is told', async (t) => {
  const { lab, clock } = set(t);
  lab.meanwhile = () => Promise.reject(new Error('the virtual switch ended (SIGKILL)'));
  const soon = clock.within(
    clock.in(tenMinutes),
    new Promise((resolve) => setTimeout(resolve, 60, 'hung up')),
    'x',
  );
  const late = clock.within(clock.in(tenMinutes), never, 'x');
  t.equal(await soon, 'hung up');
  await t.rejects(late, new PcoError('the virtual switch has gone'));
});

t.test('closing fails what still waits', async (t) => {
  const { lab, clock } = set(t);
  lab.busy = true;
  const wait = clock.wait(tenMinutes);
  await clock.close();
  await t.rejects(wait, /closed/);
  await t.rejects(clock.wait(1), /closed/);
});
