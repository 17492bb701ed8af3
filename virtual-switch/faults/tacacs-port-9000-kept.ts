import type { Seams } from '../seams.ts';

export const name = 'tacacs-port-9000-kept';
export const title = 'TACACS+ servers without a port of their own are asked at port 9000';
export const requirements = ['SSH1-EX12K-004'];

export function apply(seams: Seams): void {
  seams.tacacsServerAsked = (server) => ({ ...server, port: 9000 });
}
