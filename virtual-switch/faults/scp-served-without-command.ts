import type { Seams } from '../seams.ts';

export const name = 'scp-served-without-command';
export const title = 'Files may be copied by scp whatever ip scp server enable says';
export const requirements = ['SCP-CFG-013'];

export function apply(seams: Seams): void {
  seams.scpServed = () => true;
}
