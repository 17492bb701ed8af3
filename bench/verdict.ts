/** What is said of a requirement or a check (ISO/IEC 9646). */
export type Verdict = 'pass' | 'fail' | 'inconclusive' | 'not-applicable';

/**
 * The verdict of a whole from the verdicts of its parts: any fail gives fail, else any inconclusive gives
 * inconclusive, else pass if anything passed. Parts that are not applicable do not count, unless there are
 * no others. Nothing at all is inconclusive, never pass.
 */
export function foldVerdicts(parts: readonly Verdict[]): Verdict {
  if (parts.includes('fail')) return 'fail';
  if (parts.includes('inconclusive')) return 'inconclusive';
  if (parts.includes('pass')) return 'pass';
  return parts.length > 0 ? 'not-applicable' : 'inconclusive';
}
