import type { Seams } from '../seams.ts';

export const name = 'aaa-asks-about-another';
export const title = 'A server is asked about another name than the one that was typed';
export const requirements = ['SSH1-INFO-009', 'SSH1-INFO-010'];

export function apply(seams: Seams): void {
  seams.userAsked = (username) => `${username}1`;
}
