import type { CliMode } from '../../bench/cli-mode.ts';
import type { Clock } from '../../bench/clock.ts';
import { LineKnowledge } from './line-knowledge.ts';
import type { Wire } from './wire.ts';

/** A command line: its wire, the bench's clock, and what is known of it. */
export class Line {
  readonly wire: Wire;
  readonly clock: Clock;
  readonly known = new LineKnowledge();

  constructor(wire: Wire, clock: Clock) {
    this.wire = wire;
    this.clock = clock;
  }

  /** For an error: the PCO and its mode. */
  where(mode: CliMode = this.known.mode): string {
    return `${this.wire.pco}, mode ${mode}`;
  }

  /** For an error: what came last, quoted. */
  lastCharacters(): string {
    return JSON.stringify(this.wire.text(this.wire.position - 200));
  }
}
