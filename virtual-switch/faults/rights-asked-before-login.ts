import type { Seams } from '../seams.ts';

export const name = 'rights-asked-before-login';
export const title = 'A server is asked for the rights of somebody who has not logged in yet';
export const requirements = ['SCP-GLO-001', 'SCP-EXN-001'];

export function apply(seams: Seams): void {
  seams.asksForRights = () => 'before-login';
}
