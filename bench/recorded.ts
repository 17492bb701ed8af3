import type { Bench, RoleContracts } from './bench.ts';
import type { Clock, Deadline } from './clock.ts';
import type { Pco, PcoContract, Return } from './pco.ts';

/** A masked observation, with the places that prove it and the number that the journal gave the call. */
export interface Recorded<Observation> extends Return<Observation> {
  readonly call: number;
}

/** A PCO whose calls are in a journal: just written there, or answered from there in a replay. */
export interface RecordedPco<Contract extends PcoContract = PcoContract> extends Pco<Contract> {
  call<Op extends keyof Contract & string>(
    op: Op,
    args: Contract[Op]['args'],
    deadline: Deadline,
  ): Promise<Recorded<Contract[Op]['observation']>>;
}

/** The time that the harness and the suites may ask for; its answers are journalled too. */
export interface RecordedClock {
  now(): Promise<number>;
  in(milliseconds: number): Deadline;
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The bench as the harness sees it, live or in a replay. */
export interface RecordedBench extends Omit<Bench, 'pco' | 'clock'> {
  readonly clock: RecordedClock;
  pco<Role extends keyof RoleContracts>(role: Role): RecordedPco<RoleContracts[Role]> | undefined;
  /** The driver's own clock, for deadlines that are the harness's and not part of what is judged. */
  readonly rawClock: Clock;
  /**
   * The same PCO for clean state, which must be able to type back what it read: its calls stand in the journal masked
   * like any other, but are answered in clear. In a replay there is nothing but the masks.
   */
  unmasked<Role extends keyof RoleContracts>(role: Role): RecordedPco<RoleContracts[Role]> | undefined;
  /** The text as it stands in the journal. */
  masked(text: string): string;
}
