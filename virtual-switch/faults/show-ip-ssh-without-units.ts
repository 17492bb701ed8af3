import type { Seams } from '../seams.ts';

export const name = 'show-ip-ssh-without-units';
export const title = 'show ip ssh prints the time-out without its unit';
export const requirements = ['SSH1-VER-001'];

export function apply(seams: Seams): void {
  seams.showIpSsh = (lines) => lines.map((text) => text.replace(/(\d+) secs;/, '$1;'));
}
