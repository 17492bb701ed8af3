import { z } from 'zod';
import type { Deviation } from '../bench/deviation.ts';
import { nearMiss } from './near-miss.ts';
import { strictObject } from './strict-object.ts';
import type { Mistake, Path } from './yaml-file.ts';

const words = (expected: string) => z.string({ error: expected }).min(1, expected);

/** A claim in a profile, of its platform and release, or in a topology, of its bench. */
const deviation = strictObject(
  {
    requirement: words('the id of a requirement, such as SSH2-HOST-010').meta({
      description: 'Id of the requirement that the device is known not to meet.',
    }),
    reason: words('in words, what the device does instead').meta({
      description: 'What the device does instead; stands in every report.',
    }),
    owner: words('who answers for it').meta({ description: 'Who answers for it.' }),
    expires: z.iso.date('a day such as 2027-03-31').meta({
      description: 'The last day on which it counts, by UTC.',
    }),
    source: words('who says so: a bug id, a guide page, a transcript')
      .optional()
      .meta({ description: 'Who says so: a bug id, a guide page, a transcript.' }),
  },
  'a map with requirement, reason, owner and expires',
);

export const deviationsSchema = z.array(deviation, { error: 'a list of deviations' });
type Claim = z.infer<typeof deviation>;

/** The claims of a file with their places in it. */
export function placed(claims: readonly Claim[], where: (path: Path) => string): Deviation[] {
  return claims.map((claim, index) => ({ ...claim, where: where(['deviations', index]) }));
}

/** Claims of requirements that there are not, where the requirements are given, and claims made twice. */
export function claimMistakes(
  claims: readonly Claim[],
  requirements: ReadonlySet<string> | undefined,
): Mistake[] {
  return claims.flatMap(({ requirement }, index): Mistake[] => {
    const path = ['deviations', index, 'requirement'];
    if (requirements !== undefined && !requirements.has(requirement)) {
      const meant = nearMiss(requirement, [...requirements]);
      return [
        {
          path,
          expected: 'the id of a requirement, as `conform list --requirements` shows them',
          got: requirement,
          ...(meant === undefined ? {} : { next: `did you mean ${meant}?` }),
        },
      ];
    }
    if (claims.findIndex((claim) => claim.requirement === requirement) === index) return [];
    return [{ path, expected: 'one deviation for a requirement', got: `${requirement} for the second time` }];
  });
}
