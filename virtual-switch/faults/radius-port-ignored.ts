import type { Seams } from '../seams.ts';

export const name = 'radius-port-ignored';
export const title = 'RADIUS servers are asked at port 1645, whatever port is configured';
export const requirements = ['SSH1-EX75-001', 'SSH1-EX75-002'];

export function apply(seams: Seams): void {
  seams.radiusServerAsked = (server) => ({ ...server, authPort: 1645 });
}
