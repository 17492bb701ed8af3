import { UsageError } from '../bench/errors.ts';
import type { Profile } from '../bench/profile.ts';
import { profileFile, profileNames, readProfile } from './load-profile.ts';
import { nearMiss } from './near-miss.ts';
import type { DutFile, TopologyFile } from './topology-schema.ts';
import type { Mistake, YamlFile } from './yaml-file.ts';

export interface ProfileChoice {
  /** The release of a virtual lab that the run stands up, and the profile that goes with it. */
  readonly profile?: string | undefined;
  /** The requirements that there are, of which a deviation must be; absent: that is not looked at. */
  readonly requirements?: ReadonlySet<string> | undefined;
}

/**
 * The profile that a topology names, or the one that is asked for in its place; then the virtual switch is of its
 * platform. What is wrong in the file is added to the mistakes; throws UsageError where there is nothing to choose.
 */
export function chooseProfile(
  yaml: YamlFile<TopologyFile>,
  { profile: asked, requirements }: ProfileChoice,
  mistakes: Mistake[],
): { readonly dut: DutFile; readonly profile?: Profile } {
  const { dut } = yaml.content;
  if (asked !== undefined) mustBeChoosable(yaml, asked);
  const name = asked ?? dut.profile;
  const names = profileNames();
  if (!names.includes(name)) {
    mistakes.push({ path: ['dut', 'profile'], ...noProfile(name, names) });
    return { dut };
  }
  const chosen = { where: yaml.where(['dut', 'profile']), among: names };
  const profile = { ...readProfile(profileFile(name), { requirements }), chosen };
  const fits = dut.platform.startsWith(profile.platform);
  if (asked !== undefined) {
    return { dut: { ...dut, profile: name, platform: fits ? dut.platform : profile.platform }, profile };
  }
  if (!fits) {
    mistakes.push({
      path: ['dut', 'platform'],
      expected: `a ${profile.platform}, which is the platform of the profile ${name}`,
      got: dut.platform,
    });
  }
  return { dut, profile };
}

function noProfile(name: string, names: readonly string[]): Omit<Mistake, 'path'> {
  const meant = nearMiss(name, names);
  return {
    expected: `one of ${names.join(', ')}`,
    got: name,
    ...(meant === undefined ? {} : { next: `did you mean ${meant}?` }),
  };
}

/** What a real switch runs, or one that is already up, nobody chooses by naming it. */
function mustBeChoosable({ content: { dut }, where }: YamlFile<TopologyFile>, asked: string): void {
  const names = profileNames();
  if (!names.includes(asked)) {
    throw new UsageError(`there is no profile ${asked}`, {
      next: 'name one of them with --profile',
      ...noProfile(asked, names),
    });
  }
  if (dut.kind === 'virtual' && dut.attach === undefined) return;
  const hardware = dut.kind === 'hardware';
  throw new UsageError('--profile chooses the release of a virtual switch that the run itself stands up', {
    got: hardware ? 'a hardware bench' : 'a virtual lab that was already up',
    where: where(['dut', hardware ? 'kind' : 'attach']),
    next: `leave --profile away; what ${hardware ? 'the switch' : 'that lab'} runs is said by dut.profile at ${where(['dut', 'profile'])}`,
  });
}
