import { BenchError } from './errors.ts';

interface Release {
  readonly what: string;
  readonly run: () => Promise<void>;
}

/** How long the release of one thing may take, in real milliseconds. */
const defaultLimit = 10_000;

/**
 * What was taken and must be let go of: last in first out, each with a deadline, all of them even when one
 * fails. The deadlines are real time: the clock of the bench is one of the things that are let go.
 */
export class ReleaseStack {
  readonly #limit: number;
  #held: Release[] = [];
  #releasing: Promise<void> | undefined;

  constructor(limit = defaultLimit) {
    this.#limit = limit;
  }

  defer(what: string, run: () => Promise<void>): void {
    this.#held.push({ what, run });
  }

  /** Rejects with BenchError, after all were tried, when something could not be let go. */
  release(): Promise<void> {
    this.#releasing ??= this.#releaseAll();
    return this.#releasing;
  }

  async #releaseAll(): Promise<void> {
    const failed: string[] = [];
    for (let next = this.#held.pop(); next !== undefined; next = this.#held.pop()) {
      try {
        await inRealTime(next.run(), this.#limit, `not done within ${this.#limit / 1000} s`);
      } catch (error) {
        failed.push(`${next.what}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    if (failed.length > 0) {
      throw new BenchError('not everything could be let go of', { got: failed.join('; ') });
    }
  }
}

/** Settles as `work` does, or rejects when it takes longer than so many real milliseconds. */
export async function inRealTime<T>(work: Promise<T>, limit: number, tooLate: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(tooLate)), limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
