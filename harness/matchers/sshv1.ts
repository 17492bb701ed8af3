import { z } from 'zod';
import type {
  Sshv1IdentObservation,
  Sshv1LingerObservation,
  Sshv1LoginObservation,
  Sshv1RequestObservation,
} from '../../bench/sshv1-client.ts';
import { defineMatcher } from './define.ts';

/** Matchers of what a client of SSH version 1 saw. `authenticated`, `refused` and `identIs` are those of login.ts. */

type ServerSeen = Sshv1LoginObservation | Sshv1IdentObservation;
const serverSeen = ['sshv1-login', 'sshv1-ident'] as const;
const names = z.array(z.string()).min(1).readonly();

/** The server's cipher mask has all of these, whatever else it has. */
export const sshv1CiphersOffered = defineMatcher<ServerSeen, readonly string[]>(
  'sshv1CiphersOffered',
  serverSeen,
  names,
  (expected, { cipherMask = [] }) => ({
    matches: expected.every((name) => cipherMask.includes(name)),
    got: maskIn(cipherMask),
  }),
);

/** The server's cipher mask has these and no other. */
export const sshv1OnlyCiphersOffered = defineMatcher<ServerSeen, readonly string[]>(
  'sshv1OnlyCiphersOffered',
  serverSeen,
  names,
  (expected, { cipherMask = [] }) => ({
    matches: [...expected].sort().join() === [...cipherMask].sort().join(),
    got: maskIn(cipherMask),
  }),
);

/** The cipher that the server has confirmed. */
export const sshv1CipherUsed = defineMatcher<Sshv1LoginObservation, string>(
  'sshv1CipherUsed',
  ['sshv1-login'],
  z.string().min(1),
  (expected, { cipher, outcome, detail }) => ({
    matches: cipher === expected,
    got: cipher ?? `no cipher: ${outcome}${detail === undefined ? '' : ` (${detail})`}`,
  }),
);

/** What was asked for was given. */
export const sshv1Granted = defineMatcher<Sshv1RequestObservation, boolean>(
  'sshv1Granted',
  ['sshv1-request'],
  z.boolean(),
  (expected, { granted, request, answer }) => ({
    matches: granted === expected,
    got: `${request}: ${answer}`,
  }),
);

/** Nothing that a logged-in client was told before has this text. Of a login that failed it says nothing. */
export const sshv1TextLacks = defineMatcher<Sshv1LoginObservation, string>(
  'sshv1TextLacks',
  ['sshv1-login'],
  z.string().min(1),
  (expected, { outcome, detail, textBeforeAuthentication: text }) => ({
    matches: outcome === 'authenticated' && !text.includes(expected),
    got: [text === '' ? 'no text' : `"${text}"`, outcome, ...(detail === undefined ? [] : [detail])].join(
      ', ',
    ),
  }),
);

/** The server ended a client that fell silent, so many seconds after the connection. */
export const sshv1Lingered = defineMatcher<
  Sshv1LingerObservation,
  { readonly atLeast: number; readonly atMost: number }
>(
  'sshv1Lingered',
  ['sshv1-linger'],
  z.strictObject({ atLeast: z.number().nonnegative(), atMost: z.number().positive() }),
  ({ atLeast, atMost }, { end, milliseconds, phase }) => {
    const seconds = milliseconds / 1000;
    return {
      matches: end?.by === 'server' && seconds >= atLeast && seconds <= atMost,
      got: `${phase}, ${end === undefined ? 'still there' : `ended by ${end.by}`} after ${seconds.toFixed(1)} s`,
    };
  },
);

function maskIn(mask: readonly string[]): string {
  return mask.length === 0 ? 'no cipher mask' : mask.join(', ');
}
