import type { Seams } from '../seams.ts';

export const name = 'scp-upload-refused';
export const title = 'By scp files go out and none comes in';
export const requirements = ['SCP-GEN-002', 'SCP-INFO-004', 'SSH2-SCP-001', 'SSH2-SCP-011'];

export function apply(seams: Seams): void {
  const may = seams.scpMayCopy.bind(seams);
  seams.scpMayCopy = (facts) => facts.direction === 'download' && may(facts);
}
