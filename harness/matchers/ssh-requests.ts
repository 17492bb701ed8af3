import { z } from 'zod';
import type { SshRequestObservation } from '../../bench/ssh-request.ts';
import { defineFact, defineMatcher } from './define.ts';

/** Matchers of what a client asks for in an SSH session (RFC 4254). */

const request = ['ssh-request'] as const;

export const requestGranted = defineFact<SshRequestObservation>('requestGranted', request, (observation) => ({
  matches: observation.granted,
  got: answersOf(observation),
}));

/** The server said no; it neither connected to what it was to forward to nor listens for others. */
export const requestRefused = defineFact<SshRequestObservation>('requestRefused', request, (observation) => {
  const { steps, flows, listening } = observation;
  return {
    matches:
      steps.at(-1)?.answer === 'refused' && (flows === undefined || flows.count === 0) && listening !== true,
    got: answersOf(observation),
  };
});

/** After the refusal the server answered one more request on that channel, whatever it answered. */
export const outlivedRefusal = defineFact<SshRequestObservation>(
  'outlivedRefusal',
  request,
  (observation) => ({
    matches: observation.orElse !== undefined && observation.orElse.answer !== 'ended',
    got:
      observation.orElse === undefined
        ? `nothing was asked for after: ${answersOf(observation)}`
        : `what was asked for next: ${observation.orElse.answer}`,
  }),
);

/** The shell printed that prompt before anything was typed. */
export const shellPrompts = defineMatcher<SshRequestObservation, string>(
  'shellPrompts',
  request,
  z.string().min(1),
  (expected, observation) => {
    const { printed = '' } = observation;
    const last = printed.split(/\r*\n/).at(-1)?.trim() ?? '';
    return {
      matches: last === expected,
      got: `${answersOf(observation)}; ${last === '' ? 'no prompt' : `the prompt ${last}`}`,
    };
  },
);

function answersOf({ steps, flows, listening, end }: SshRequestObservation): string {
  return [
    ...steps.map(({ what, answer, description = '' }) =>
      description === '' ? `${what} ${answer}` : `${what} ${answer} (${description})`,
    ),
    ...(flows === undefined ? [] : [`${flows.count} connections to ${flows.to.address}:${flows.to.port}`]),
    ...(listening === true ? ['the port takes connections'] : []),
    ...(end === undefined ? [] : [`ended by ${end.by}`]),
  ].join(', ');
}
