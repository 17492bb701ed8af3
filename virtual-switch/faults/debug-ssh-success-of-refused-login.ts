import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-success-of-refused-login';
export const title = 'A login that is refused is debugged as successful';
export const requirements = ['SSH2-MON-015'];

const refusal = 51;

export function apply(seams: Seams): void {
  let told = false;
  seams.sshDebugLines = (lines, { slot, kind, about }) => {
    if (about?.type !== refusal) told = false;
    else if (kind === 'packet' && !told) {
      told = true;
      return [`SSH2 ${slot}: authentication successful for lab`, ...lines];
    }
    return lines;
  };
}
