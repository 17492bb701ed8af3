import type { Seams } from '../seams.ts';

export const name = 'client-debug-with-server-keyword';
export const title = 'debug ip ssh with a keyword of the server prints the lines of the client too';
export const requirements = ['SSH2-ENH-006'];

export function apply(seams: Seams): void {
  seams.showsClientDebug = ({ client, server }) => client || server;
}
