import t from 'tap';
import { AttendedClocks } from '../../../lab-topologies/clocks/attended-clocks.ts';
import type { LinkableClock } from '../../../lab-topologies/clocks/lab-clock-client.ts';

/** A switch whose time goes by in jumps alone. */
class FakeSwitch implements LinkableClock {
  delivered = true;
  giveUpOnUndelivered(): void {
    this.delivered = true;
  }
  now = 0;
  asked = 0;
  /** Answers `0` so many times. */
  busy = 0;
  #timers: number[] = [];
  readonly fired: number[] = [];

  after(milliseconds: number): void {
    this.#timers.push(this.now + milliseconds);
    this.#timers.sort((one, other) => one - other);
  }

  reach(milliseconds: number): Promise<number> {
    this.asked += 1;
    return Promise.resolve(this.#isBusy() ? 0 : this.#reach(milliseconds));
  }

  advance(milliseconds: number): Promise<number> {
    this.asked += 1;
    if (this.#isBusy()) return Promise.resolve(0);
    const jump = this.#reach(milliseconds);
    this.now += jump;
    while (this.#timers[0] !== undefined && this.#timers[0] <= this.now) {
      this.#timers.shift();
      this.fired.push(this.now);
    }
    return Promise.resolve(jump);
  }

  #reach(milliseconds: number): number {
    return Math.min(milliseconds, (this.#timers[0] ?? Infinity) - this.now);
  }

  #isBusy(): boolean {
    return this.busy-- > 0;
  }
}

function pair() {
  const [first, second] = [new FakeSwitch(), new FakeSwitch()];
  return { first, second, clocks: new AttendedClocks(first, second) };
}

t.test('a switch that nobody attends to is not asked', async (t) => {
  const { first, second, clocks } = pair();
  second.after(5_000);
  t.equal(await clocks.advance(60_000), 60_000, 'and holds nobody up');
  t.equal(first.now, 60_000);
  t.equal(second.asked, 0);
});

t.test(
  'before it is spoken to it is brought along, and each of its timers fires when it is due',
  async (t) => {
    const { second, clocks } = pair();
    second.after(5_000);
    second.after(20_000);
    await clocks.advance(60_000);
    await clocks.bringAlong();
    t.equal(second.now, 60_000);
    t.strictSame(second.fired, [5_000, 20_000]);
  },
);

t.test('while it is attended to the two go together', async (t) => {
  const { first, second, clocks } = pair();
  await clocks.advance(60_000);
  await clocks.bringAlong();
  second.after(3_000);
  t.equal(await clocks.advance(60_000), 3_000, 'it stops at its timer');
  t.equal(first.now, second.now);
  clocks.attend(false);
  await clocks.advance(10_000);
  t.equal(second.now, 63_000, 'and is left behind again');
});

t.test('whoever is about to have it dialled says so: the next jump is of both', async (t) => {
  const { first, second, clocks } = pair();
  await clocks.advance(60_000);
  clocks.attend(true);
  t.equal(await clocks.advance(1_000), 1_000);
  t.equal(second.now, 61_000);
  t.equal(first.now, 61_000);
});

t.test('one that is busy is waited for', async (t) => {
  const { second, clocks } = pair();
  await clocks.advance(60_000);
  second.busy = 3;
  await clocks.bringAlong();
  t.equal(second.now, 60_000, 'until it has come along');
  await clocks.advance(60_000);
  clocks.attend(false);
  await clocks.advance(5_000);
  second.busy = 1;
  clocks.attend(true);
  t.equal(await clocks.advance(1_000), 0, 'the first does not jump before that');
  t.equal(await clocks.advance(1_000), 1_000);
});

t.test('what it has printed on the way is read before anything is typed', async (t) => {
  const { second, clocks } = pair();
  await clocks.advance(60_000);
  second.delivered = false;
  let spoken = false;
  const brought = clocks.bringAlong().then(() => (spoken = true));
  await new Promise((resolve) => setTimeout(resolve, 50));
  t.notOk(spoken);
  second.delivered = true;
  await brought;
  t.ok(spoken);
});

t.test('it is not left while one of the two is ahead', async (t) => {
  const { first, second, clocks } = pair();
  await clocks.bringAlong();
  first.after(10_000);
  // It has said that it can go on, and then works.
  first.reach = (milliseconds) => {
    first.busy = 1;
    return Promise.resolve(Math.min(milliseconds, 10_000));
  };
  t.equal(await clocks.advance(60_000), 0);
  t.equal(second.now, 10_000, 'the second has gone on alone');
  clocks.attend(false);
  t.equal(await clocks.advance(60_000), 10_000, 'the first comes after');
  t.equal(first.now, second.now);
  t.equal(await clocks.advance(60_000), 60_000);
  t.equal(second.now, 10_000, 'then it is left');
});

t.test('a jump and a bringing along never overlap', async (t) => {
  const { first, second, clocks } = pair();
  const jumps = [clocks.advance(60_000), clocks.bringAlong(), clocks.advance(60_000), clocks.bringAlong()];
  await Promise.all(jumps);
  t.equal(first.now, 120_000);
  t.equal(second.now, 120_000);
});
