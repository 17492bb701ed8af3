import type { Seams } from '../seams.ts';

export const name = 'ssh1-banner-in-clear';
export const title = 'The login banner is pushed as raw text to version 1 clients';
export const requirements = ['SSH1-RES-004', 'SSH2-INFO-009'];

export function apply(seams: Seams): void {
  seams.ssh1Settings = (settings, loginBanner) =>
    loginBanner === undefined ? settings : { ...settings, clearText: loginBanner };
}
