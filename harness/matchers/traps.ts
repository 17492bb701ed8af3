import { z } from 'zod';
import { type Endpoint, endpointSchema } from '../../bench/endpoint.ts';
import type { SnmpGetObservation, Trap, TrapsObservation } from '../../bench/trap-listener.ts';
import { defineFact, defineMatcher } from './define.ts';
import { type ExpectedTrap, expectedTrapSchema, sessionEnd, trapFindings } from '../session-end-trap.ts';

/** Matchers of the notifications that reached the trap listener. */

const traps = ['traps'] as const;

/** Exactly one notification of a session's end for each of these far ends, and none for any other. */
export const oneTrapEach = defineMatcher<TrapsObservation, readonly Endpoint[]>(
  'oneTrapEach',
  traps,
  z.array(endpointSchema).readonly(),
  (expected, observation) => {
    const got = remotesOf(observation);
    const wanted = expected.map(nameOf);
    const wrong = unreadable(observation);
    return {
      matches: wrong.length === 0 && isSame([...got].sort(), [...wanted].sort()) && observation.lost === 0,
      got: describe(observation, got, wrong),
    };
  },
  (expected) => `one trap of each session from ${expected.map(nameOf).join(', ') || 'nowhere'}, and no other`,
);

/**
 * Exactly one notification of this session's end, well-formed, with the values that are expected of it; what is not
 * named is not looked at.
 */
export const sessionEndTrap = defineMatcher<TrapsObservation, ExpectedTrap>(
  'sessionEndTrap',
  traps,
  expectedTrapSchema,
  (expected, observation) => {
    const found = trapOf(observation, expected.session.remote);
    if (found.length !== 1 || found[0] === undefined) {
      const got = remotesOf(observation);
      return {
        matches: false,
        got: `${found.length} traps of this session; ${describe(observation, got, unreadable(observation))}`,
      };
    }
    const findings = trapFindings(found[0], expected);
    return {
      matches: findings.length === 0,
      got: findings.length === 0 ? 'that trap' : findings.join('; '),
    };
  },
  ({ session: { local, remote } }) =>
    `one trap of the session from ${nameOf(remote)} to ${nameOf(local)}, well-formed and as expected`,
);

/** The agent answers, with a value for each name that was asked for. */
export const snmpAnswers = defineFact<SnmpGetObservation>(
  'snmpAnswers',
  ['snmp-get'],
  ({ outcome, varbinds, detail }) => ({
    matches: outcome === 'answered' && varbinds.length > 0 && varbinds.every(({ value }) => value !== null),
    got: [
      outcome,
      ...(detail === undefined ? [] : [detail]),
      ...varbinds.map(({ name, value }) => `${name} = ${String(value)}`),
    ].join(', '),
  }),
);

/** The far ends of the sessions whose end was notified. */
function remotesOf(observation: TrapsObservation): string[] {
  return sessionEnds(observation).map(({ message }) => nameOf(message?.session?.remote));
}

function sessionEnds({ traps: all }: TrapsObservation): Trap[] {
  return all.filter(({ message }) => message?.notification === sessionEnd);
}

/** Those of the session; where none names it, one alone that could be meant. */
function trapOf(observation: TrapsObservation, remote: Endpoint): readonly Trap[] {
  const ends = sessionEnds(observation);
  const named = ends.filter(({ message }) => nameOf(message?.session?.remote) === nameOf(remote));
  if (named.length > 0) return named;
  return observation.traps.length === 1 ? observation.traps : [];
}

/** Datagrams that are no well-formed notification. */
function unreadable({ traps: all }: TrapsObservation): string[] {
  return all.flatMap(({ malformed, refused }) =>
    malformed.length > 0 ? [`malformed: ${malformed.join(', ')}`] : refused === undefined ? [] : [refused],
  );
}

function describe({ lost }: TrapsObservation, got: readonly string[], wrong: readonly string[]): string {
  return [
    got.length === 0 ? 'no trap of a session' : `traps of ${got.join(', ')}`,
    ...wrong,
    ...(lost === 0 ? [] : [`${lost} datagrams not kept`]),
  ].join('; ');
}

function nameOf(end: Endpoint | undefined): string {
  return end === undefined ? 'no session' : `${end.address}:${end.port}`;
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index]);
}
