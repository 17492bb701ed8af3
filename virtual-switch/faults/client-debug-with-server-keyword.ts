import type { Seams } from '../seams.ts';

export const name = 'client-debug-with-server-keyword';
export const title = 'debug ip ssh prints the lines of the client too';
export const requirements = ['SSH2-ENH-006'];

export function apply(seams: Seams): void {
  seams.showsClientDebug = ({ client, server }) => client || server;
}
