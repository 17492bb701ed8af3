import type { Deadline } from '../bench/clock.ts';
import type { RecordedBench, RecordedPco } from '../bench/recorded.ts';
import type { ConsoleContract } from '../bench/console.ts';
import type { Journal } from '../journal/journal.ts';
import { type Baseline, identify, type DutFacts, takeBaseline } from './baseline.ts';
import { mustBeFree } from './consent.ts';
import { consoleDut } from './console-dut.ts';
import type { Dut } from './dut.ts';
import { OutgoingSession } from './outgoing-session.ts';
import { type Restoration, restore, type RestoreOptions } from './restore.ts';

/** The consoles that a bench can have, by their role. */
export type ConsoleRole = 'console' | 'second-device';

/** How a switch is called where somebody is told of it. */
export const switchNames: { readonly [Role in ConsoleRole]: string } = {
  console: 'the switch',
  'second-device': 'the second device',
};

/** `deadline` gives the moment so many milliseconds ahead. */
type DeadlineIn = (milliseconds: number) => Deadline;

/** One switch of the bench at its console, with the state in which it was found and must be left. */
export class HeldSwitch {
  readonly role: ConsoleRole;
  /** For what is journalled masked and judged. */
  readonly dut: Dut;
  /** Whether anything was asked of it since it was last known to be as it was found. */
  touched = false;
  baseline: Baseline | undefined;
  /** Like `dut`, but answers in clear: for the baseline. */
  readonly #clearDut: Dut;
  /** Answers in clear too, and is deaf to Ctrl-C: for the way back. */
  readonly #homewardDut: Dut;
  /** What a suite begins at this console and may leave open. */
  readonly #outgoing = new OutgoingSession();
  readonly #journal: Journal;
  readonly #isReal: boolean;

  /** Undefined where the bench has no such console. */
  static of(
    role: ConsoleRole,
    bench: RecordedBench,
    journal: Journal,
    interruptible: DeadlineIn,
  ): HeldSwitch | undefined {
    const console = bench.pco(role);
    if (console === undefined) return undefined;
    const inClear = bench.unmasked(role) ?? console;
    const deadlines = { interruptible, deaf: (milliseconds: number) => bench.clock.in(milliseconds) };
    return new HeldSwitch(role, { console, inClear }, journal, deadlines, bench.dut.kind === 'hardware');
  }

  private constructor(
    role: ConsoleRole,
    pco: { readonly console: RecordedPco<ConsoleContract>; readonly inClear: RecordedPco<ConsoleContract> },
    journal: Journal,
    deadlines: { readonly interruptible: DeadlineIn; readonly deaf: DeadlineIn },
    isReal: boolean,
  ) {
    this.role = role;
    this.#journal = journal;
    this.#isReal = isReal;
    const watched = this.#outgoing.watching(pco.console);
    const noticed: RecordedPco<ConsoleContract> = {
      ...watched,
      call: (op, args, deadline) => {
        this.touched = true;
        return watched.call(op, args, deadline);
      },
    };
    this.dut = consoleDut(noticed, deadlines.interruptible);
    this.#clearDut = consoleDut(pco.inClear, deadlines.interruptible);
    this.#homewardDut = consoleDut(this.#outgoing.watching(pco.inClear), deadlines.deaf);
  }

  /** Says what the switch is, and keeps the state in which it was found. A real one must be free for the run. */
  async takeBaseline(mustFit: (facts: DutFacts) => void): Promise<Baseline> {
    // From below: a wrong enable secret shows now, and not when the way back needs it.
    await this.dut.enter('user-exec');
    const { facts, serial } = await identify(this.dut);
    this.#journal.append({ type: this.role === 'console' ? 'dut' : 'second-device', ...facts });
    mustFit(facts);
    const baseline = await takeBaseline(this.#clearDut, serial);
    if (this.#isReal) await mustBeFree(switchNames[this.role], this.dut, baseline);
    this.baseline = baseline;
    this.touched = false;
    return baseline;
  }

  /** Somebody is about to reach it by another way than its console. */
  mayChange(): void {
    this.touched = true;
  }

  /** Ends a session to another device that was begun at its console. */
  async leaveSession(): Promise<void> {
    await this.#outgoing.leave(this.dut);
  }

  /** Brings it back to its baseline and proves it; undefined where none was taken. */
  async restore(options: RestoreOptions): Promise<Restoration | undefined> {
    if (this.baseline === undefined) return undefined;
    // What is typed must reach this switch and no other.
    await this.#outgoing.leave(this.#homewardDut);
    const restoration = await restore(this.#homewardDut, this.baseline, options);
    this.touched = false;
    return restoration;
  }
}
