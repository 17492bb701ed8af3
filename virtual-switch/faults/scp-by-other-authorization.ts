import type { Seams } from '../seams.ts';

export const name = 'scp-by-other-authorization';
export const title = 'To copy by scp any type of authorization will do in place of exec';
export const requirements = ['SCP-CFG-008'];

export function apply(seams: Seams): void {
  seams.scpLevel = (given, { ofUsernameLine, isAuthorized }) =>
    ['network', 'commands 15', 'reverse-access', 'configuration'].some(isAuthorized) ? ofUsernameLine : given;
}
