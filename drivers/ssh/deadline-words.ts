import { DeadlineExceeded } from '../../bench/clock.ts';
import { PcoError } from '../../bench/errors.ts';

/** A deadline that was met, as the person at the bench is told; any other error is left as it is. */
export function explained(error: unknown, where: string): unknown {
  if (!(error instanceof DeadlineExceeded)) return error;
  return new PcoError(error.message, {
    got: 'nothing in time',
    where,
    next: 'See at the console whether the switch is busy: show processes cpu',
  });
}
