import type { Seams } from '../seams.ts';

export const name = 'client-hangs-after-failed-exchange';
export const title = 'The client hangs where the key exchange fails';
export const requirements = ['SSH2-SESS-015'];

export function apply(seams: Seams): void {
  seams.afterFailedExchange = () => 'hang';
}
