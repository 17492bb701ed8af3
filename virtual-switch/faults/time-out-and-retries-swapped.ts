import type { Seams } from '../seams.ts';

export const name = 'time-out-and-retries-swapped';
export const title = "show ip ssh prints the time-out and the retries in each other's place";
export const requirements = ['SSH1-SRV-004', 'SSH1-SRV-006', 'SSH1-SRV-013'];

export function apply(seams: Seams): void {
  seams.showIpSsh = (lines) =>
    lines.map((text) => text.replace(/(timeout: )(\d+)( secs; .*retries: )(\d+)/, '$1$4$3$2'));
}
