import type { AaaMark, AaaStoredObservation } from '../../bench/aaa-dialogue.ts';
import { readAaaStored } from '../../bench/aaa-facts.ts';
import type { Clock, Deadline } from '../../bench/clock.ts';
import type { Return } from '../../bench/pco.ts';
import type { OpenTape } from '../../bench/tape.ts';
import { ServerLog } from '../ssh-server/server-log.ts';
import type { StoredPassword } from './accounts.ts';

/** Bytes of lines that are kept between two answers: the journal keeps 64 KiB of a PCO whole between two returns. */
const room = 48_000;

/** Facts that a server of the bench writes down of itself. */
type OwnFact =
  | { readonly fact: 'looked'; readonly at: number }
  | { readonly fact: 'lost'; readonly count: number }
  | ({ readonly fact: 'stored' } & StoredPassword);

export interface FactLogOptions<Fact> {
  readonly pco: string;
  readonly openTape: OpenTape;
  readonly clock: Clock;
  readonly lineOf: (fact: Fact | OwnFact) => string;
  /** How many datagrams the kernel has dropped, or nobody has kept, in all. */
  readonly dropped?: () => number;
}

/** The tape of a server, a line of JSON each fact, with what had no room on it counted. */
export class FactLog<Fact> {
  readonly #options: FactLogOptions<Fact>;
  readonly #log: ServerLog;
  #used = 0;
  #lost = 0;
  #dropped = 0;

  constructor(options: FactLogOptions<Fact>) {
    this.#options = options;
    this.#log = new ServerLog(options.pco, options.openTape, options.clock);
  }

  write(fact: Fact): void {
    const line = this.#options.lineOf(fact);
    if (this.#used + line.length > room) {
      this.#lost += 1;
      return;
    }
    this.#used += line.length;
    this.#log.write(line);
  }

  /** Reads what has arrived and writes down how much was lost. */
  async mark(): Promise<Return<AaaMark>> {
    await this.#settle();
    return this.#log.mark();
  }

  /** What came since a mark, once it is as it is awaited, at the latest at the deadline. */
  async since<Observation>(
    position: number,
    read: (facts: string) => Observation,
    wait: { readonly isSo: (seen: Observation) => boolean; readonly awaited: string } | undefined,
    deadline: Deadline,
  ): Promise<Return<Observation>> {
    if (wait !== undefined) {
      const isSo = (): boolean => wait.isSo(read(this.#log.since(position).text));
      await this.#log.until(isSo, deadline, wait.awaited);
    }
    await this.#settle();
    this.#log.write(this.#options.lineOf({ fact: 'looked', at: this.#options.clock.now() }));
    const { text, span } = this.#log.since(position);
    return { observation: read(text), spans: [span] };
  }

  /** Which text is the stored password: the texts themselves are written nowhere. */
  stored(password: StoredPassword): Return<AaaStoredObservation> {
    const line = this.#options.lineOf({ fact: 'stored', ...password });
    const span = this.#log.write(line);
    const observation = readAaaStored(line);
    if (observation === undefined) throw new Error('it was written down, and cannot be read');
    return { observation, spans: [span] };
  }

  async #settle(): Promise<void> {
    await this.#log.drained();
    const dropped = this.#options.dropped?.() ?? 0;
    const count = this.#lost + dropped - this.#dropped;
    if (count > 0) this.#log.write(this.#options.lineOf({ fact: 'lost', count }));
    this.#dropped = dropped;
    this.#lost = 0;
    this.#used = 0;
  }
}
