import type { Seams } from '../seams.ts';

export const name = 'tacacs-key-ignored';
export const title = 'TACACS+ is spoken in clear, whatever key is configured';
export const requirements = ['SSH1-EX72-001', 'SSH1-EX72-002', 'SSH1-EX72-006', 'SSH1-EX12K-001'];

export function apply(seams: Seams): void {
  seams.tacacsServerAsked = (server) => ({ ...server, key: undefined });
}
