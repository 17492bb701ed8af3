/** A moment on the bench's clock, in milliseconds, after which an await is given up. */
export interface Deadline {
  readonly at: number;
  /** Given up at once when this aborts; `within` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** How eagerly a steered clock may jump while somebody waits. A wall clock takes no notice. */
export interface Patience {
  /**
   * `line`: bytes are dripping in at the speed of a serial line, so short jumps are harmless.
   * `answer` (the default): somebody is working on an answer; jump only when all has been quiet for a while.
   */
  readonly for?: 'line' | 'answer';
}

/**
 * The bench's clock. On hardware it is the wall clock; on the virtual lab it is steered: real time goes by as
 * it does and a long wait becomes a jump, to the earliest timer of the switch or deadline of the harness.
 */
export interface Clock {
  /** Milliseconds; only differences mean anything. */
  now(): number;
  /** The deadline that lies so many milliseconds ahead. */
  in(milliseconds: number): Deadline;
  /** Lets so many milliseconds of the bench's time go by. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /**
   * Settles as `work` does, or rejects with DeadlineExceeded when the deadline comes first. `work` is not
   * stopped: whoever started it must.
   */
  within<T>(deadline: Deadline, work: Promise<T>, awaited: string, patience?: Patience): Promise<T>;
  /** Drivers tell the clock that something was sent or received, so that it does not jump over it. */
  activity(): void;
  close(): Promise<void>;
}

export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
  readonly awaited: string;
  constructor(awaited: string) {
    super(`timed out waiting for ${awaited}`);
    this.awaited = awaited;
  }
}
