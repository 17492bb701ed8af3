import { z } from 'zod';
import type { IdentObservation, SshLoginObservation } from '../../bench/ssh-client.ts';
import { defineFact, defineMatcher } from './define.ts';

/** Matchers of what an SSH server shows of itself before anybody has logged in. */

const login = ['ssh-login'] as const;

/** It greets with an identification string of Version 2, or of both. */
export const greetsWithVersion2 = defineFact<IdentObservation | SshLoginObservation>(
  'greetsWithVersion2',
  ['ident', 'ssh-login'],
  ({ ident }) => ({
    matches: ident !== undefined && /^SSH-(?:1\.99|2\.0)-/.test(ident),
    got: ident ?? 'no identification string',
  }),
);

/** The compression methods that the server offers, in both directions. */
export const compressionOffered = defineMatcher<SshLoginObservation, readonly string[]>(
  'compressionOffered',
  login,
  z.array(z.string()).readonly(),
  (expected, { offer, outcome }) => {
    if (offer === undefined) return { matches: false, got: `no offer (${outcome})` };
    const wanted = expected.join(',');
    const lists = [offer.compressionIn.join(','), offer.compressionOut.join(',')];
    return { matches: lists.every((list) => list === wanted), got: lists.join(' and ') };
  },
);

/** A channel was asked for before the authentication, and was not granted. */
export const noEarlyChannel = defineFact<SshLoginObservation>(
  'noEarlyChannel',
  login,
  ({ earlyChannel, outcome }) => ({
    matches: earlyChannel === 'refused' || earlyChannel === 'unanswered',
    got: earlyChannel === undefined ? `none was asked for (${outcome})` : earlyChannel,
  }),
);
