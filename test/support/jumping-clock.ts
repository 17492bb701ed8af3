import { type Clock, type Deadline, DeadlineExceeded } from '../../bench/clock.ts';

/**
 * A clock for tests of what lives in one process: while somebody waits and nothing has happened for some turns
 * of the event loop, it jumps to the earliest deadline. No test waits in real time.
 */
export function jumpingClock(): Clock {
  const waiters = new Set<{ readonly deadline: Deadline; expire(): void }>();
  let now = 0;
  let quietTurns = 0;
  let running = false;
  const run = (): void => {
    if (waiters.size === 0) {
      running = false;
      return;
    }
    quietTurns++;
    if (quietTurns > 4) {
      quietTurns = 0;
      now = Math.max(now, Math.min(...[...waiters].map(({ deadline }) => deadline.at)));
      for (const waiter of [...waiters]) {
        if (waiter.deadline.at > now) continue;
        waiters.delete(waiter);
        waiter.expire();
      }
    }
    setImmediate(run);
  };
  const enter = (deadline: Deadline, expire: () => void): (() => void) => {
    const waiter = { deadline, expire };
    waiters.add(waiter);
    quietTurns = 0;
    if (!running) {
      running = true;
      setImmediate(run);
    }
    return () => void waiters.delete(waiter);
  };
  return {
    now: () => now,
    in: (milliseconds) => ({ at: now + milliseconds }),
    wait: (milliseconds) => new Promise((resolve) => void enter({ at: now + milliseconds }, resolve)),
    within: async (deadline, work, awaited) => {
      const { promise, reject } = Promise.withResolvers<never>();
      const leave = enter(deadline, () => reject(new DeadlineExceeded(awaited)));
      try {
        return await Promise.race([work, promise]);
      } finally {
        leave();
      }
    },
    activity: () => {
      quietTurns = 0;
    },
    close: () => Promise.resolve(),
  };
}
