import type { Seams } from '../seams.ts';

export const name = 'ssh-needs-aaa';
export const title = 'SSH lets nobody in unless aaa new-model is on';
export const requirements = ['SSH1-PRE-006'];

export function apply(seams: Seams): void {
  seams.loginDecision = (decided, { aaa }) => decided && aaa;
}
