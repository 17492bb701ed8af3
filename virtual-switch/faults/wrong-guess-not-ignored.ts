import type { Seams } from '../seams.ts';
import { withPolicy } from '../ssh/policy.ts';

export const name = 'wrong-guess-not-ignored';
export const title = 'A wrong guess at the key exchange is taken for the exchange that was agreed upon';
export const requirements = ['SSH1-INFO-003'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => withPolicy(settings, { ignoresWrongGuess: false });
}
