import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-one-direction-twice';
export const title = 'Both directions are debugged with the algorithms of the first';
export const requirements = ['SSH2-MON-011', 'SSH2-DBGD-004'];

export function apply(seams: Seams): void {
  let first = '';
  seams.sshDebugLines = (lines) =>
    lines.map((text) => {
      if (text.includes('client->server')) first = text;
      return text.includes('server->client') ? first.replace('client->server', 'server->client') : text;
    });
}
