import type { LabClock, LinkableClock } from './lab-clock-client.ts';
import { LinkedClocks } from './linked-clocks.ts';

/** Real milliseconds after which a switch that was busy is asked again, and how often it is asked. */
const retry = { after: 5, times: 200 };

/**
 * The clock of a lab with two switches of which the second is needed now and then only. While nobody attends to it, only
 * the first is asked, and the second falls behind: it does nothing that anybody could see, and asking both takes half as
 * long again. Before anybody speaks to it, it is brought along through all that it has missed; from then on they are linked.
 */
export class AttendedClocks implements LabClock {
  readonly #first: LinkableClock;
  readonly #second: LinkableClock;
  readonly #linked: LinkedClocks;
  #attended = false;
  /** Milliseconds by which the second is behind. */
  #missed = 0;
  /** One thing at a time is asked of the switches. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(first: LinkableClock, second: LinkableClock) {
    this.#first = first;
    this.#second = second;
    this.#linked = new LinkedClocks([first, second]);
  }

  get delivered(): boolean {
    return this.#linked.delivered;
  }

  giveUpOnUndelivered(): void {
    this.#linked.giveUpOnUndelivered();
  }

  /** Says whether somebody is about to speak to the second switch, or to have it dialled. */
  attend(attended: boolean): void {
    this.#attended = attended;
  }

  /** Attends to the second switch, and resolves when it is where the first is and what it has printed meanwhile has come. */
  async bringAlong(): Promise<void> {
    this.#attended = true;
    await this.#alone(async () => {
      for (let time = 0; !(await this.#catchUp()) && time < retry.times; time += 1) await pause(retry.after);
      for (let time = 0; !this.#second.delivered && time < retry.times; time += 1) await pause(retry.after);
      this.#second.giveUpOnUndelivered();
    });
  }

  async advance(milliseconds: number): Promise<number> {
    return await this.#alone(async () => {
      // Two that have not come together are not parted.
      if (!this.#attended && this.#linked.together) {
        const went = await this.#first.advance(milliseconds);
        this.#missed += went;
        return went;
      }
      if (!(await this.#catchUp())) return 0;
      return await this.#linked.advance(milliseconds);
    });
  }

  /** Whether the second has come to where the first is; not when it is busy. */
  async #catchUp(): Promise<boolean> {
    while (this.#missed > 0) {
      const went = await this.#second.advance(this.#missed);
      if (went <= 0) return false;
      this.#missed -= went;
    }
    return true;
  }

  #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
