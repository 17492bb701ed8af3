import type { Seams } from '../seams.ts';

export const name = 'tacacs-in-clear';
export const title = 'What a TACACS+ server is asked goes in clear although a key is configured';
export const requirements = ['SSH1-INFO-010'];

export function apply(seams: Seams): void {
  seams.tacacsServerAsked = (server) => ({ ...server, key: undefined });
}
