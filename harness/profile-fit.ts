import { BenchError } from '../bench/errors.ts';
import { isOfTrain, type Profile } from '../bench/profile.ts';
import type { DutFacts } from './baseline.ts';

/** What `identify` gives for a fact that `show version` did not say. */
const unsaid = 'unknown';

/**
 * Throws BenchError (exit code 4) where the device is another than the profile speaks of: verdicts against the
 * wrong profile are worthless. It names the place in the topology, and the profile that would fit. What the
 * device did not say contradicts nothing.
 */
export function mustFitProfile({ platform, release }: DutFacts, profile: Profile): void {
  const otherPlatform = platform !== unsaid && !platform.startsWith(profile.platform);
  const otherRelease = release !== unsaid && !isOfTrain(release, profile.release);
  if (!otherPlatform && !otherRelease) return;
  const { where } = profile.chosen ?? {};
  throw new BenchError('the switch is not the one that the profile speaks of', {
    expected: `${profile.platform}, release ${profile.release}`,
    got: `${platform}, release ${release}`,
    ...(where === undefined ? {} : { where }),
    next: otherPlatform
      ? 'check which switch the console cable is on, and the platform in the topology'
      : nextFor(release, profile),
  });
}

function nextFor(release: string, { chosen }: Profile): string {
  const fitting = chosen?.among.find((name) => isOfTrain(release, name));
  if (fitting !== undefined) return `write there: profile: ${fitting}`;
  const known = chosen === undefined ? '' : ` (there are ${chosen.among.join(', ')})`;
  return `no profile speaks of this release${known}: docs/profiles.md says how to write one`;
}
