import type { Secret } from '../../bench/secret.ts';

/** What the person who owns the bench lends for logging in. */
export interface CliCredentials {
  readonly username?: string;
  readonly password?: Secret;
  readonly enableSecret?: Secret;
}
