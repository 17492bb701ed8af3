import { DeadlineExceeded, type Clock, type Deadline } from '../../bench/clock.ts';

/** The longest that setTimeout takes; a longer wait is made of several. */
const longestTimer = 2 ** 31 - 1;

/** The clock of a bench with a real switch: time goes by as it does. */
export function wallClock(): Clock {
  const start = performance.now();
  const pending = new Set<() => void>();
  const now = (): number => performance.now() - start;
  let closed = false;

  /** Calls back at a moment; the returned function cancels. `cut` is called when the clock is closed first. */
  const at = (moment: number, callback: () => void, cut: () => void): (() => void) => {
    let timer: NodeJS.Timeout | undefined;
    let turn: NodeJS.Immediate | undefined;
    const cancel = (): void => {
      clearTimeout(timer);
      if (turn) clearImmediate(turn);
      pending.delete(whenClosed);
    };
    const whenClosed = (): void => {
      cancel();
      cut();
    };
    const arm = (): void => {
      const left = moment - now();
      if (left > 0) {
        timer = setTimeout(arm, Math.min(Math.ceil(left), longestTimer));
        return;
      }
      // What already lies in a socket is read before the deadline counts.
      turn = setImmediate(() => {
        turn = setImmediate(() => {
          cancel();
          callback();
        });
      });
    };
    pending.add(whenClosed);
    arm();
    return cancel;
  };

  return {
    now,
    in: (milliseconds) => ({ at: now() + milliseconds }),
    wait: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(clockClosed());
          return;
        }
        if (signal?.aborted === true) {
          reject(signal.reason as Error);
          return;
        }
        const abort = (): void => {
          cancel();
          reject(signal?.reason as Error);
        };
        const cancel = at(
          now() + milliseconds,
          () => {
            signal?.removeEventListener('abort', abort);
            resolve();
          },
          () => {
            signal?.removeEventListener('abort', abort);
            reject(clockClosed());
          },
        );
        signal?.addEventListener('abort', abort, { once: true });
      }),
    within: async <T>(deadline: Deadline, work: Promise<T>, awaited: string): Promise<T> => {
      if (closed) throw clockClosed();
      let cancel: () => void = () => undefined;
      const tooLate = new Promise<never>((_resolve, reject) => {
        cancel = at(
          deadline.at,
          () => reject(new DeadlineExceeded(awaited)),
          () => reject(clockClosed()),
        );
      });
      try {
        return await Promise.race([work, tooLate]);
      } finally {
        cancel();
      }
    },
    activity: () => undefined,
    close: () => {
      closed = true;
      for (const cut of [...pending]) cut();
      return Promise.resolve();
    },
  };
}

export function clockClosed(): Error {
  return new Error('the bench was closed while something waited on its clock');
}
