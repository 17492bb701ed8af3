import { z } from 'zod';
import type { IdentObservation, SshAlgorithms, SshLoginObservation } from '../../bench/ssh-client.ts';
import type { Sshv1IdentObservation, Sshv1LoginObservation } from '../../bench/sshv1-client.ts';
import type { Match } from '../matcher.ts';
import { defineFact, defineMatcher } from './define.ts';

/** Matchers of an SSH login to the device, and of what its server says first. */

const login = ['ssh-login'] as const;
/** Of either version. */
type AnyLogin = SshLoginObservation | Sshv1LoginObservation;
const anyLogin = ['ssh-login', 'sshv1-login'] as const;

export const authenticated = defineFact<AnyLogin>('authenticated', anyLogin, (observation) => ({
  matches: observation.outcome === 'authenticated',
  got: howItEnded(observation),
}));

/** How the device turned the client away. */
export const refused = defineMatcher<AnyLogin, Exclude<SshLoginObservation['outcome'], 'authenticated'>>(
  'refused',
  anyLogin,
  z.enum(['refused', 'no-agreement', 'protocol-mismatch', 'closed', 'unreachable']),
  (expected, observation) => ({
    matches: observation.outcome === expected,
    got: howItEnded(observation),
  }),
);

/** The size of the host key that the server proved itself with. */
export const hostKeyBits = defineMatcher<SshLoginObservation, number>(
  'hostKeyBits',
  login,
  z.int().positive(),
  (expected, { hostKey, ...observation }) => ({
    matches: hostKey?.bits === expected,
    got: hostKey ? `${hostKey.type} of ${hostKey.bits} bits` : `no host key: ${howItEnded(observation)}`,
  }),
);

/** Bits of the group that the server chose in a group exchange. */
export const dhGroupBits = defineMatcher<SshLoginObservation, number>(
  'dhGroupBits',
  login,
  z.int().positive(),
  (expected, observation) => ({
    matches: observation.dhGroupBits === expected,
    got:
      observation.dhGroupBits === undefined
        ? `no group exchange: ${howItEnded(observation)}`
        : `a group of ${observation.dhGroupBits} bits`,
  }),
);

const negotiatedSchema = z
  .strictObject({
    kex: z.string(),
    hostKey: z.string(),
    /** In both directions; so for mac and compression. */
    cipher: z.string(),
    mac: z.string(),
    /** One direction alone; `In` is from the server to us. */
    cipherIn: z.string(),
    cipherOut: z.string(),
    macIn: z.string(),
    macOut: z.string(),
    compression: z.string(),
  })
  .partial()
  .refine((expected) => Object.keys(expected).length > 0, 'expects nothing');

interface Negotiated {
  readonly [part: string]: string | undefined;
  readonly kex?: string;
  readonly hostKey?: string;
  readonly cipher?: string;
  readonly mac?: string;
  readonly cipherIn?: string;
  readonly cipherOut?: string;
  readonly macIn?: string;
  readonly macOut?: string;
  readonly compression?: string;
}

/** The algorithms that client and server agreed on. */
export const negotiated = defineMatcher<SshLoginObservation, Negotiated>(
  'negotiated',
  login,
  negotiatedSchema as z.ZodType<Negotiated>,
  (expected, observation): Match => {
    const { algorithms } = observation;
    if (algorithms === undefined) {
      return { matches: false, got: `nothing negotiated: ${howItEnded(observation)}` };
    }
    const parts = Object.entries(expected).filter(([, name]) => name !== undefined);
    return {
      matches:
        parts.length > 0 &&
        parts.every(([part, name]) => agreed(algorithms, part).every((got) => got === name)),
      got: parts.map(([part]) => `${part} ${agreed(algorithms, part).join(' and ')}`).join(', '),
    };
  },
);

export const identIs = defineMatcher<IdentObservation | AnyLogin | Sshv1IdentObservation, string>(
  'identIs',
  ['ident', 'ssh-login', 'sshv1-login', 'sshv1-ident'],
  z.string().min(1),
  (expected, { ident }) => ({ matches: ident === expected, got: ident ?? 'no identification string' }),
);

function agreed(algorithms: SshAlgorithms, part: string): string[] {
  switch (part) {
    case 'kex':
      return [algorithms.kex];
    case 'hostKey':
      return [algorithms.hostKey];
    case 'cipher':
      return [algorithms.cipherIn, algorithms.cipherOut];
    case 'mac':
      return [algorithms.macIn, algorithms.macOut];
    case 'cipherIn':
    case 'cipherOut':
    case 'macIn':
    case 'macOut':
      return [algorithms[part]];
    case 'compression':
      return [algorithms.compressionIn, algorithms.compressionOut];
    default:
      return ['unknown'];
  }
}

function howItEnded({ outcome, detail, ident }: Pick<AnyLogin, 'outcome' | 'detail' | 'ident'>): string {
  const said = ident === undefined ? '' : `, server said ${ident}`;
  return `${outcome}${detail === undefined ? '' : ` (${detail})`}${said}`;
}
