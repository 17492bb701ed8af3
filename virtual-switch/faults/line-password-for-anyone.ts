import type { Seams } from '../seams.ts';

export const name = 'line-password-for-anyone';
export const title = 'With the password of the line anybody is let in, whatever the name';
export const requirements = ['SSH1-PRE-006', 'SSH1-EX72-009'];

export function apply(seams: Seams): void {
  seams.loginDecision = (decided, { linePasswordFits }) => decided || linePasswordFits;
}
