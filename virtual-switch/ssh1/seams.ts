import type { Ssh1Settings } from './settings.ts';

/** The rules of protocol version 1 that a known departure may replace. */
export interface Ssh1Seams {
  /** What a connection is served with; `loginBanner` as configured. */
  ssh1Settings(settings: Ssh1Settings, loginBanner: string | undefined): Ssh1Settings;
}

/** Guide page 2: DES and 3DES, the shell is the only application, and no login banner. */
export function standardSsh1Seams(): Ssh1Seams {
  return { ssh1Settings: (settings) => settings };
}
