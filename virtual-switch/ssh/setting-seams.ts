import type { KeyName } from '../keys/seams.ts';

/** Parameters that `ip ssh version` does not touch. */
export interface SshParameters {
  readonly timeOutSeconds: number;
  readonly authenticationRetries: number;
}

/** The rules of `ip ssh …` that a known departure may replace. */
export interface SshSettingSeams {
  /** What a setting says of a missing key pair; undefined for nothing. */
  keyReminder(text: string, hasKey: boolean): string | undefined;
  /** The name that `ip ssh rsa keypair-name` keeps; `exists` says whether there is such a pair. */
  keypairName(typed: string, exists: boolean): KeyName;
  parametersAfterVersion(parameters: SshParameters): SshParameters;
  /** Whether the server listens where SSH is enabled. */
  sshListens(): boolean;
}

export function standardSshSettingSeams(): SshSettingSeams {
  return {
    keyReminder: (text, hasKey) => (hasKey ? undefined : text),
    keypairName: (typed) => ({ name: typed }),
    parametersAfterVersion: (parameters) => parameters,
    sshListens: () => true,
  };
}
