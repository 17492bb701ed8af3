import type { Seams } from '../seams.ts';

export const name = 'enable-accepts-any-password';
export const title = 'enable takes any password';
/** The run with a wrong password is made once for all, there. */
export const requirements = ['SSH1-SRV-002'];

export function apply(seams: Seams): void {
  seams.acceptsEnablePassword = () => true;
}
