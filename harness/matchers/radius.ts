import { z } from 'zod';
import type { AaaAnswer } from '../../bench/aaa-dialogue.ts';
import {
  type RadiusDoor,
  radiusDoors,
  type RadiusRequest,
  type RadiusRequestsObservation,
} from '../../bench/radius-server.ts';
import { defineMatcher } from './define.ts';
import { howOften, type HowOften, isAsOften } from './how-often.ts';

type Asked = HowOften & {
  readonly kind?: 'access' | 'accounting';
  readonly user?: string;
  readonly door?: RadiusDoor;
  /** `right` proves the shared secret too. */
  readonly password?: AaaAnswer;
  readonly reply?: 'accept' | 'reject' | 'challenge' | 'accounting-response';
  /** The address that it names as its own (NAS-IP-Address). */
  readonly nasAddress?: string;
  /** It names a line (NAS-Port). */
  readonly nasPort?: true;
};

/**
 * So many requests of that kind, user and door, at least one where it is not said; what was sent again counts once. One
 * that is none, or has a wrong authenticator, is never what is expected.
 */
export const radiusAsked = defineMatcher<RadiusRequestsObservation, Asked>(
  'radiusAsked',
  ['radius-requests'],
  z.strictObject({
    ...howOften,
    kind: z.enum(['access', 'accounting']).exactOptional(),
    user: z.string().exactOptional(),
    door: z.literal(radiusDoors).exactOptional(),
    password: z.enum(['right', 'wrong', 'empty']).exactOptional(),
    reply: z.enum(['accept', 'reject', 'challenge', 'accounting-response']).exactOptional(),
    nasAddress: z.string().exactOptional(),
    nasPort: z.literal(true).exactOptional(),
  }),
  (expected, { requests, lost }) => {
    const { kind, user, door, password, reply, nasAddress, nasPort } = expected;
    // What cannot be read may have been of any kind.
    const ofKind = requests.filter(
      (each) =>
        (kind === undefined || each.kind === kind || each.malformed !== undefined) &&
        (door === undefined || each.door === door),
    );
    const bad = ofKind.filter(isBad);
    const found = ofKind.filter(
      (each) =>
        !isBad(each) &&
        each.repeated !== true &&
        (user === undefined || each.user === user) &&
        (password === undefined || each.password === password) &&
        (reply === undefined || each.reply?.code === reply) &&
        (nasAddress === undefined || each.nasAddress === nasAddress) &&
        (nasPort === undefined || each.nasPort !== undefined),
    );
    return {
      matches: lost === 0 && bad.length === 0 && isAsOften(found.length, expected),
      got: `${found.length} of ${inWords(requests)}${lost === 0 ? '' : `; ${lost} lost`}`,
    };
  },
);

function isBad({ malformed, messageAuthenticator, authenticator }: RadiusRequest): boolean {
  return malformed !== undefined || messageAuthenticator === 'wrong' || authenticator === 'wrong';
}

function inWords(requests: readonly RadiusRequest[]): string {
  if (requests.length === 0) return 'no request';
  return requests
    .map(({ kind, user, port, password, malformed, repeated, reply, misbehaved, nasAddress, nasPort }) =>
      [
        kind,
        ...(user === undefined ? [] : [`of ${user}`]),
        `to port ${port}`,
        ...(nasAddress === undefined ? [] : [`from ${nasAddress}`]),
        ...(nasPort === undefined ? [] : [`line ${nasPort}`]),
        ...(password === undefined ? [] : [`password ${password}`]),
        ...(repeated === true ? ['sent again'] : []),
        malformed === undefined
          ? (reply?.code ?? misbehaved ?? 'not answered')
          : `that cannot be read: ${malformed}`,
      ].join(' '),
    )
    .join(', ');
}
