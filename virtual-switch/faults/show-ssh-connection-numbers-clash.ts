import type { Seams } from '../seams.ts';

export const name = 'show-ssh-connection-numbers-clash';
export const title = 'show ssh numbers the sessions of each version by themselves';
export const requirements = ['SSH2-VCON-005'];

export function apply(seams: Seams): void {
  seams.listedSessions = (open) =>
    open.map(([, session], index) => {
      const before = open.slice(0, index).filter(([, { version }]) => version === session.version);
      return [before.length, session];
    });
}
