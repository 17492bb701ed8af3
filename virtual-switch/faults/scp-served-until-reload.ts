import type { Seams } from '../seams.ts';

export const name = 'scp-served-until-reload';
export const title = 'no ip scp server enable does nothing until the switch is restarted';
export const requirements = ['SCP-CFG-013'];

export function apply(seams: Seams): void {
  let wasEnabled = false;
  seams.scpServed = (enabled) => (wasEnabled ||= enabled);
}
