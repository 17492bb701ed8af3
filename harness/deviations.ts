import { claimsOf, type Deviation } from '../bench/deviation.ts';
import type { RequirementResult } from '../journal/events.ts';

/**
 * A requirement's result in the light of the deviations that are claimed of the device. A fail that is expected
 * stays one, and says by whose word; a pass where a fail was expected is a fail, because the claim is wrong. A claim
 * that has expired counts no more. What could not be decided, or does not apply, is as it was.
 */
export function withDeviations(
  result: RequirementResult,
  deviations: readonly Deviation[],
  startedAt: Date,
): RequirementResult {
  const { inForce, expired } = claimsOf(deviations, result.id, startedAt);
  if (inForce !== undefined) {
    if (result.verdict === 'fail') return { ...result, deviation: shown(inForce) };
    if (result.verdict === 'pass') return { ...result, verdict: 'fail', reason: passesAnyway(inForce) };
  } else if (expired !== undefined && result.verdict === 'fail') {
    return {
      ...result,
      reason: [...(result.reason === undefined ? [] : [result.reason]), noLonger(expired)].join('; '),
    };
  }
  return result;
}

function shown({ owner, reason, expires }: Deviation): NonNullable<RequirementResult['deviation']> {
  return { owner, reason, expires };
}

function passesAnyway({ reason, owner, where }: Deviation): string {
  const place = where === undefined ? '' : ` from ${where}`;
  return `passes although a deviation is claimed (${reason}): remove it${place}, owner ${owner}`;
}

function noLonger({ reason, owner, expires }: Deviation): string {
  return `its deviation (${reason}; owner ${owner}) expired on ${expires} and counts no more`;
}
