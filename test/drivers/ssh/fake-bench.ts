import { type Clock, type Deadline, DeadlineExceeded } from '../../../bench/clock.ts';
import { Secret } from '../../../bench/secret.ts';
import type { Span } from '../../../bench/span.ts';
import type { OpenTape, Tape } from '../../../bench/tape.ts';

/** The wall clock, counting how often it was told of activity. */
export class TestClock implements Clock {
  activities = 0;

  now(): number {
    return performance.now();
  }

  in(milliseconds: number): Deadline {
    return { at: this.now() + milliseconds };
  }

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  within<T>(deadline: Deadline, work: Promise<T>, awaited: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new DeadlineExceeded(awaited)), deadline.at - this.now());
      work.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  activity(): void {
    this.activities += 1;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Tapes in memory, from which spans can be read again as the auditor does. */
export class TestTapes {
  readonly #received = new Map<string, Buffer[]>();
  readonly sent: string[] = [];

  readonly open: OpenTape = (pco): Tape => {
    const chunks = this.#received.get(pco) ?? [];
    this.#received.set(pco, chunks);
    const size = (): number => chunks.reduce((sum, { length }) => sum + length, 0);
    return {
      pco,
      sending: (bytes) => void this.sent.push(Buffer.from(bytes).toString('latin1')),
      received: (bytes) => {
        const from = size();
        chunks.push(Buffer.from(bytes));
        return { pco, from, to: size() };
      },
      get position() {
        return size();
      },
    };
  };

  /** The bytes of the spans of one PCO (latin-1). */
  read(spans: readonly Span[], pco: string): string {
    const all = this.text(pco);
    return spans
      .filter((span) => span.pco === pco)
      .map(({ from, to }) => all.slice(from, to))
      .join('');
  }

  text(pco: string): string {
    return Buffer.concat(this.#received.get(pco) ?? []).toString('latin1');
  }
}

export const enableSecret = new Secret('enable', 'enableInTests1');

export function accountOf(user: { name: string; password: string }): {
  username: string;
  password: Secret;
  privilege: number;
} {
  return { username: user.name, password: new Secret('password', user.password), privilege: 1 };
}
