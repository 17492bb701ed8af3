import fc from 'fast-check';
import t from 'tap';
import type { LinkableClock } from '../../../lab-topologies/clocks/lab-clock-client.ts';
import { LinkedClocks } from '../../../lab-topologies/clocks/linked-clocks.ts';
import { SteeredClock } from '../../../lab-topologies/clocks/steered-clock.ts';

/** A switch whose time goes by in jumps alone, so that what is seen is exact. */
class FakeSwitch implements LinkableClock {
  readonly delivered = true;
  giveUpOnUndelivered(): void {
    // A tty of its own it has none.
  }
  now = 0;
  /** Answers `0` so many times, to whatever is asked. */
  busy = 0;
  /** Called between the question how far it can go and the jump. */
  meanwhile: () => void = () => undefined;
  readonly asked: string[] = [];
  #timers: { due: number; callback: () => void }[] = [];

  after(milliseconds: number, callback: () => void): void {
    this.#timers.push({ due: this.now + milliseconds, callback });
    this.#timers.sort((one, other) => one.due - other.due);
  }

  async reach(milliseconds: number): Promise<number> {
    this.asked.push(`reach ${milliseconds}`);
    await turn();
    const reach = this.#isBusy() ? 0 : this.#reach(milliseconds);
    this.meanwhile();
    return reach;
  }

  async advance(milliseconds: number): Promise<number> {
    this.asked.push(`advance ${milliseconds}`);
    await turn();
    if (this.#isBusy()) return 0;
    const jump = this.#reach(milliseconds);
    this.now += jump;
    for (
      let next = this.#timers[0];
      next !== undefined && next.due <= this.now + 1e-6;
      [next] = this.#timers
    ) {
      this.#timers.shift();
      next.callback();
    }
    return jump;
  }

  #reach(milliseconds: number): number {
    return Math.max(0, Math.min(milliseconds, (this.#timers[0]?.due ?? Infinity) - this.now));
  }

  #isBusy(): boolean {
    if (this.busy <= 0) return false;
    this.busy -= 1;
    return true;
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function pair(): { one: FakeSwitch; other: FakeSwitch; linked: LinkedClocks } {
  const [one, other] = [new FakeSwitch(), new FakeSwitch()];
  return { one, other, linked: new LinkedClocks([one, other]) };
}

t.test('a jump is the least of what each can make', async (t) => {
  const { one, other, linked } = pair();
  other.after(30_000, () => undefined);
  t.equal(await linked.advance(600_000), 30_000);
  t.equal(one.now, 30_000, 'and both have made it');
  t.equal(other.now, 30_000);
  t.equal(await linked.advance(600_000), 600_000, 'as far as asked where no timer is in the way');
});

t.test('while either works, neither moves', async (t) => {
  for (const busy of ['one', 'other'] as const) {
    const { linked, ...switches } = pair();
    switches[busy].busy = 1;
    t.equal(await linked.advance(1_000), 0);
    t.same([switches.one.now, switches.other.now], [0, 0]);
    t.equal(await linked.advance(1_000), 1_000);
  }
});

t.test('when a timer fires, it is that moment on the other switch too', async (t) => {
  for (const early of [10_000, 19_999.5, 20_000]) {
    const { one, other, linked } = pair();
    const seen: number[] = [];
    one.after(20_000, () => seen.push(one.now - other.now));
    other.after(early, () => seen.push(other.now - one.now));
    for (let gone = 0; gone < 60_000;) gone += await linked.advance(60_000 - gone);
    t.equal(seen.length, 2, 'both fired');
    t.ok(
      seen.every((ahead) => Math.abs(ahead) <= 2),
      `timers at 20 s and ${early / 1_000} s: ahead by ${seen.join(' and ')} ms`,
    );
  }
});

t.test('a switch that cannot keep what it said is brought along first', async (t) => {
  const { one, other, linked } = pair();
  one.after(10_000, () => undefined);
  // It has said that it can go to its timer; then something arrives.
  one.meanwhile = () => {
    one.meanwhile = () => undefined;
    one.busy = 2;
  };
  t.equal(await linked.advance(60_000), 0, 'nobody has been waited for');
  t.equal(other.now, 10_000, 'the other had gone on');
  t.equal(await linked.advance(60_000), 0);
  t.equal(other.now, 10_000, 'and now waits');
  t.equal(await linked.advance(4_000), 4_000, 'no further than is asked');
  t.equal(await linked.advance(60_000), 6_000);
  t.equal(one.now, other.now);
});

t.test('the second switch is not asked to jump when the first goes less far', async (t) => {
  const { one, other, linked } = pair();
  other.after(10_000, () => undefined);
  one.meanwhile = () => {
    one.meanwhile = () => undefined;
    one.after(3_000, () => undefined);
  };
  t.equal(await linked.advance(60_000), 3_000);
  t.equal(other.now, 3_000);
});

/** What a timer does when it fires: after so long, something on the other switch, or on its own. */
const reaction = fc.record({
  on: fc.constantFrom('one', 'other'),
  after: fc.double({ min: 0.01, max: 90_000, noNaN: true }),
});
const plan = fc.record({
  timers: fc.array(reaction, { minLength: 1, maxLength: 12 }),
  reactions: fc.array(reaction, { maxLength: 20 }),
  asked: fc.array(fc.double({ min: 0.5, max: 120_000, noNaN: true }), { minLength: 1, maxLength: 10 }),
});

t.test('no timer of either switch is overtaken, by its own clock or by the other', async (t) => {
  await fc.assert(
    fc.asyncProperty(plan, async ({ timers, reactions, asked }) => {
      const { linked, ...switches } = pair();
      const left = [...reactions];
      const set = (what: (typeof timers)[number]): void => {
        const own = switches[what.on];
        const far = own === switches.one ? switches.other : switches.one;
        const due = own.now + what.after;
        own.after(what.after, () => {
          if (Math.abs(own.now - due) > 0.001) throw new Error(`due at ${due}, fired at ${own.now}`);
          if (Math.abs(far.now - own.now) > 2.001) throw new Error(`${own.now} here was ${far.now} there`);
          const next = left.shift();
          if (next !== undefined) set(next);
        });
      };
      timers.forEach(set);
      let time = 0;
      for (const milliseconds of asked) {
        const went = await linked.advance(milliseconds);
        if (went > milliseconds) throw new Error(`asked for ${milliseconds}, went ${went}`);
        time += went;
        const slowest = Math.min(switches.one.now, switches.other.now);
        if (Math.abs(slowest - time) > 0.01) throw new Error(`told ${time}, the slowest is at ${slowest}`);
      }
    }),
    { numRuns: 200 },
  );
  t.pass();
});

t.test(
  'whatever comes between, no switch moves while it is ahead, and all come together again',
  async (t) => {
    const trouble = fc.array(
      fc.record({
        on: fc.constantFrom('one', 'other'),
        busy: fc.nat(3),
        timer: fc.double({ min: 0.01, max: 50_000, noNaN: true }),
      }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(trouble, async (troubles) => {
        const { linked, ...switches } = pair();
        const left = [...troubles];
        const strike = (): void => {
          const next = left.shift();
          if (next === undefined) return;
          const struck = switches[next.on];
          struck.busy += next.busy;
          struck.after(next.timer, () => undefined);
        };
        switches.one.meanwhile = strike;
        switches.other.meanwhile = strike;
        let time = 0;
        for (let round = 0; round < 300 && time < 400_000; round += 1) {
          const before = [switches.one.now, switches.other.now] as const;
          time += await linked.advance(400_000 - time);
          const after = [switches.one.now, switches.other.now] as const;
          const ahead = before[0] > before[1] + 0.01 ? 0 : before[1] > before[0] + 0.01 ? 1 : undefined;
          if (ahead !== undefined && after[ahead] !== before[ahead])
            throw new Error('it went on while ahead');
          if (Math.max(...after) > 400_000.01) throw new Error('past what was asked for');
        }
        if (Math.abs(switches.one.now - switches.other.now) > 0.01) throw new Error('they stay apart');
        if (Math.abs(time - 400_000) > 0.01) throw new Error(`it came to ${time} only`);
      }),
      { numRuns: 200 },
    );
    t.pass();
  },
);

t.test('a deadline of the harness is honoured by both', async (t) => {
  const { one, other, linked } = pair();
  const clock = new SteeredClock(linked);
  t.teardown(() => clock.close());
  one.after(120_000, () => undefined);
  other.after(7_000, () => undefined);
  const before = clock.now();
  await clock.wait(60_000);
  const went = clock.now() - before;
  t.ok(went >= 60_000, 'the wait is over when its time has come');
  // Real time goes by for the clock, and not for these switches.
  t.ok(one.now <= 60_000 && other.now <= 60_000, 'and no switch has gone past it');
  t.ok(Math.abs(one.now - other.now) < 0.01, 'nor one without the other');
});

t.test('a switch that has gone is told of, whichever it is', async (t) => {
  const { other, linked } = pair();
  other.reach = () => Promise.reject(new Error('it ended (SIGKILL)'));
  await t.rejects(linked.advance(1_000), /it ended \(SIGKILL\)/);
});
