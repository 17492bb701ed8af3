import type { Interrupt } from '../../harness/interrupt.ts';

/** Nobody presses Ctrl-C. */
export const uninterrupted: Interrupt = {
  gently: new AbortController().signal,
  now: new AbortController().signal,
};
