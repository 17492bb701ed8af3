import { z } from 'zod';
import type { SshLoginObservation } from '../../bench/ssh-client.ts';
import type { Sshv1IdentObservation } from '../../bench/sshv1-client.ts';
import { defineFact, defineMatcher } from './define.ts';

/** Matchers of what a server says, or does not, before anybody is let in. */

/** The text came as a banner (RFC 4252 section 5.4), which the server sends before it lets anybody in. */
export const bannerBeforeLogin = defineMatcher<SshLoginObservation, string>(
  'bannerBeforeLogin',
  ['ssh-login'],
  z.string().min(1),
  (expected, { banner, outcome, detail }) => ({
    matches: banner?.includes(expected) === true,
    got:
      banner === undefined
        ? ['no banner', outcome, detail].filter((part) => part !== undefined).join(', ')
        : `"${banner}"`,
  }),
);

/** Whatever version the client announced, the server did not begin the key exchange of version 1. */
export const sshv1NotBegun = defineFact<Sshv1IdentObservation>(
  'sshv1NotBegun',
  ['sshv1-ident'],
  ({ answer, ident, detail }) => ({
    // A server that cannot be reached shows nothing of what it serves.
    matches: answer !== 'public-key' && answer !== 'unreachable',
    got: [answer, ident, detail].filter((part) => part !== undefined).join(', '),
  }),
);
