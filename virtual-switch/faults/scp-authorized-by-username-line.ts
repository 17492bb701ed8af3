import type { Seams } from '../seams.ts';

export const name = 'scp-authorized-by-username-line';
export const title = 'Who may copy by scp stands in the username line, whatever exec authorization says';
export const requirements = ['SCP-CFG-008', 'SCP-INFO-002'];

export function apply(seams: Seams): void {
  seams.scpLevel = (_given, { ofUsernameLine }) => ofUsernameLine;
}
