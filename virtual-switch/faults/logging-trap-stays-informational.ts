import type { Seams } from '../seams.ts';

export const name = 'logging-trap-stays-informational';
export const title = 'Syslog servers are sent no debug lines, whatever level is configured';
export const requirements = ['SSH1-EX12K-006'];

export function apply(seams: Seams): void {
  seams.trapLevel = (configured) => configured && Math.min(configured, 6);
}
