import type { Seams } from '../seams.ts';

export const name = 'tacacs-port-ignored';
export const title = 'TACACS+ servers are asked at port 49, whatever port is configured';
export const requirements = ['SSH1-EX72-001', 'SSH1-EX72-006'];

export function apply(seams: Seams): void {
  seams.tacacsServerAsked = (server) => ({ ...server, port: 49 });
}
