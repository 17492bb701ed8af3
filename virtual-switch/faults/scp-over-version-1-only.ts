import type { Seams } from '../seams.ts';

export const name = 'scp-over-version-1-only';
export const title = 'scp is served over version 1 of SSH alone';
export const requirements = ['SSH2-GEN-003', 'SSH2-RES-004'];

export function apply(seams: Seams): void {
  const may = seams.scpMayCopy.bind(seams);
  seams.scpMayCopy = (facts) => facts.version === 1 && may(facts);
}
