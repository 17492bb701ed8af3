import type { RoleName } from '../bench/pco.ts';
import type { Lab } from './lab.ts';
import type { Verify } from './verify.ts';

/** Whether the bench is without a role; then the check that needs it is marked as one that could not be made. */
export function lacking<Id extends string>(
  { bench }: Pick<Lab, 'bench'>,
  verify: Verify<Id>,
  requirement: Id,
  role: RoleName,
  check: string,
): boolean {
  if (bench.whyWithout(role) === undefined) return false;
  verify.without(requirement, role, check);
  return true;
}
