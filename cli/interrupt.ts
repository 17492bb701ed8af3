import type { Interrupt } from '../harness/interrupt.ts';

/** Ctrl-C (and SIGTERM like it): once gently, twice now. */
export interface InterruptSource extends Interrupt {
  /** Stop now, for a reason other than somebody's Ctrl-C. */
  giveUp(): void;
  readonly interrupted: boolean;
  /** Signals do again what they do to any process. */
  release(): void;
}

/** What is told at each Ctrl-C. */
const ofRuns = {
  once: 'finishing the step and restoring the switch; once more to restore at once',
  twice: 'restoring the switch now',
};

export function listenForInterrupts(tell: (text: string) => void, says = ofRuns): InterruptSource {
  const gently = new AbortController();
  const now = new AbortController();
  let interrupted = false;
  const onSignal = (): void => {
    interrupted = true;
    if (gently.signal.aborted) {
      tell(says.twice);
      now.abort();
    } else {
      tell(says.once);
      gently.abort();
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    gently: gently.signal,
    now: now.signal,
    get interrupted() {
      return interrupted;
    },
    giveUp: () => {
      gently.abort();
      now.abort();
    },
    release: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
