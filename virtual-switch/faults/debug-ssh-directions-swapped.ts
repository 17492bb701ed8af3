import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-directions-swapped';
export const title = 'The directions of the algorithms are swapped in debug ip ssh';
export const requirements = ['SSH2-MON-011', 'SSH2-DBGD-004'];

export function apply(seams: Seams): void {
  seams.sshDebugLines = (lines) =>
    lines.map((text) =>
      text.includes('client->server')
        ? text.replace('client->server', 'server->client')
        : text.replace('server->client', 'client->server'),
    );
}
