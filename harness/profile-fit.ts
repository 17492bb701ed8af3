import type { Bench } from '../bench/bench.ts';
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

/** The same of the second device, which has no profile of its own: it is not judged. */
export function mustBeAsDescribed(facts: DutFacts, { secondDevice }: Pick<Bench, 'secondDevice'>): void {
  if (secondDevice === undefined) return;
  const { platform, release } = secondDevice;
  const otherPlatform = facts.platform !== unsaid && !facts.platform.startsWith(platform);
  const otherRelease = facts.release !== unsaid && !isOfTrain(facts.release, release);
  if (!otherPlatform && !otherRelease) return;
  throw new BenchError('the second device is not the one that the topology speaks of', {
    expected: `${platform}, release ${release}`,
    got: `${facts.platform}, release ${facts.release}`,
    where: 'roles.second-device: platform, profile',
    next: 'check which switch the console cable is on, and what the topology says of it',
  });
}

function nextFor(release: string, { chosen }: Profile): string {
  const fitting = chosen?.among.find((name) => isOfTrain(release, name));
  if (fitting !== undefined) return `write there: profile: ${fitting}`;
  const known = chosen === undefined ? '' : ` (there are ${chosen.among.join(', ')})`;
  return `no profile speaks of this release${known}: docs/profiles.md says how to write one`;
}
