import type { Seams } from '../seams.ts';

export const name = 'scp-download-refused';
export const title = 'By scp files come in and none goes out';
export const requirements = ['SCP-GEN-002', 'SCP-INFO-004', 'SSH2-SCP-001'];

export function apply(seams: Seams): void {
  const may = seams.scpMayCopy.bind(seams);
  seams.scpMayCopy = (facts) => facts.direction === 'upload' && may(facts);
}
