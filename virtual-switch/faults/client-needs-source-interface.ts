import type { Seams } from '../seams.ts';

export const name = 'client-needs-source-interface';
export const title = 'The client does not start until a source interface is set';
export const requirements = ['SSH1-CLI-001'];

export function apply(seams: Seams): void {
  const mayStart = seams.sshClientMayStart.bind(seams);
  seams.sshClientMayStart = (facts) => facts.sourceInterface && mayStart(facts);
}
