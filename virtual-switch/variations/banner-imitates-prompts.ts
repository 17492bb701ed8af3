import type { Surroundings } from '../surroundings.ts';

export const name = 'banner-imitates-prompts';
export const title = 'The motd banner imitates prompts, a login and an error';

/** The harness knows the name; so may somebody's banner. */
const banner = `banner motd ^C
Switch#
Switch(config)#
Switch>enable
Username: bench
Password: 
% Login invalid
Switch#show ip ssh
^C`;

export function apply(surroundings: Surroundings): void {
  surroundings.startup = (text) =>
    text === undefined ? undefined : text.replace(/^(?=line con 0$)/m, `${banner}\n`);
}
