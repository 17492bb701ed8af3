import { CommandError } from '../command-line/errors.ts';
import type { Seams } from '../seams.ts';

export const name = 'single-label-domain-rejected';
export const title = 'A domain name without a dot is refused';
export const requirements = ['SSH2-PUBKEY-005'];

export function apply(seams: Seams): void {
  const stored = seams.storedDomainName.bind(seams);
  seams.storedDomainName = (typed) => {
    if (!typed.includes('.')) throw new CommandError("% Invalid input detected at '^' marker.\n\n");
    return stored(typed);
  };
}
