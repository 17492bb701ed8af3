import type { Seams } from '../seams.ts';
import { withPolicy } from '../ssh/policy.ts';

export const name = 'refusal-ends-connection';
export const title = 'What is refused in a session ends the connection';
export const requirements = ['SSH2-RES-004', 'SSH2-RES-007'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => withPolicy(settings, { outlivesRefusal: false });
}
