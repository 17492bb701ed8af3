import type { LabClock, LinkableClock } from './lab-clock-client.ts';

/**
 * Milliseconds by which one switch may be ahead while a timer of another fires. It is more than passes in real time
 * between the question how far each may go and the jump, and less than any switch answers in.
 */
const closest = 2;

/** Less than this is the rounding of sums. */
const rounding = 0.001;

/** A switch, and how far it is ahead of the slowest: it has jumped there, and the others could not follow yet. */
interface Member {
  readonly clock: LinkableClock;
  ahead: number;
}

/**
 * Several switches that share one steered clock: a jump is the least of what each can make. First all are asked how far
 * they may go; then those that no timer stops there jump, and last the one whose timer it is. So when a timer fires, and
 * what it does reaches the other switches, it is the same moment there.
 *
 * Where a switch goes less far than it said, because it has set an earlier timer or begun to work meanwhile, it is brought
 * along before any other moves again.
 */
export class LinkedClocks implements LabClock {
  readonly #members: readonly Member[];

  constructor(clocks: readonly LinkableClock[]) {
    this.#members = clocks.map((clock) => ({ clock, ahead: 0 }));
  }

  /** Whether none is ahead of another. */
  get together(): boolean {
    return this.#leading() <= rounding;
  }

  get delivered(): boolean {
    return this.#members.every(({ clock }) => clock.delivered);
  }

  giveUpOnUndelivered(): void {
    for (const { clock } of this.#members) clock.giveUpOnUndelivered();
  }

  /** Gives how far the slowest went: nobody has been waited for who is behind that. */
  async advance(milliseconds: number): Promise<number> {
    const leading = this.#leading();
    return leading > rounding
      ? await this.#catchUp(milliseconds, leading)
      : await this.#together(milliseconds);
  }

  async #together(milliseconds: number): Promise<number> {
    const asked = await Promise.all(
      this.#members.map(async (member) => ({ member, reach: await member.clock.reach(milliseconds) })),
    );
    const [nearest, next] = asked.sort((one, other) => one.reach - other.reach);
    if (nearest === undefined || nearest.reach <= 0) return 0;
    const stop = nearest.reach;
    // Two that would stop at almost the same moment: first all go to just before it, where no timer fires.
    const tied = next !== undefined && next.reach - stop < closest && stop < milliseconds && stop > closest;
    let jump = tied ? stop - closest : stop;
    for (const { member } of asked.reverse()) {
      member.ahead = await member.clock.advance(jump);
      // Whoever comes after goes no further than this one did.
      jump = Math.min(jump, member.ahead);
    }
    return this.#settle();
  }

  /** Only those move that are behind, up to where the furthest is. */
  async #catchUp(milliseconds: number, leading: number): Promise<number> {
    for (const member of this.#members) {
      const behind = Math.min(leading - member.ahead, milliseconds);
      if (behind > 0) member.ahead += await member.clock.advance(behind);
    }
    return this.#settle();
  }

  #leading(): number {
    return Math.max(...this.#members.map(({ ahead }) => ahead));
  }

  /** How far all have gone; what some went further is theirs to wait for. */
  #settle(): number {
    const least = Math.min(...this.#members.map(({ ahead }) => ahead));
    for (const member of this.#members) member.ahead -= least;
    return least;
  }
}
