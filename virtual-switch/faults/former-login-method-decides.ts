import type { Method } from '../aaa/method-lists.ts';
import type { Seams } from '../seams.ts';

export const name = 'former-login-method-decides';
export const title = 'The login list that was there first goes on deciding';
export const requirements = ['SSH1-TRB-006'];

export function apply(seams: Seams): void {
  let first: Method | undefined;
  seams.loginDecision = (decided, { aaa, methods, localPasswordFits, linePasswordFits }) => {
    if (!aaa) return decided;
    first ??= methods[0];
    return first === 'local' ? localPasswordFits : first === 'line' ? linePasswordFits : decided;
  };
}
