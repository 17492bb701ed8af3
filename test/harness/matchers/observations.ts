import type { CliMode } from '../../../bench/cli-mode.ts';
import type { CliObservation } from '../../../bench/console.ts';
import type { SshLoginObservation } from '../../../bench/ssh-client.ts';
import type { Sshv1LoginObservation } from '../../../bench/sshv1-client.ts';

/** Observations as the drivers make them, for tests. */

export function cli(lines: readonly string[], rest: Partial<CliObservation> = {}): CliObservation {
  return {
    kind: 'cli',
    command: 'show ip ssh',
    promptBefore: 'Switch#',
    modeBefore: 'privileged-exec',
    lines: lines.map((text, index) => ({
      text,
      asynchronous: 'no',
      from: index * 100,
      to: index * 100 + text.length,
    })),
    dialog: [],
    promptAfter: 'Switch#',
    modeAfter: 'privileged-exec',
    ...rest,
  };
}

export function after(modeAfter: CliMode, promptAfter: string): CliObservation {
  return cli([], { command: 'exit', modeAfter, promptAfter });
}

export function login(rest: Partial<SshLoginObservation> = {}): SshLoginObservation {
  return { kind: 'ssh-login', outcome: 'authenticated', ident: 'SSH-2.0-Cisco-1.25', turns: [], ...rest };
}

export function sshv1Login(rest: Partial<Sshv1LoginObservation> = {}): Sshv1LoginObservation {
  return {
    kind: 'sshv1-login',
    outcome: 'authenticated',
    ident: 'SSH-1.5-Cisco-1.25',
    turns: [],
    textBeforeAuthentication: '',
    ...rest,
  };
}

/** A log line that stands in the middle of a command's output. */
export function withLog(observation: CliObservation, text: string): CliObservation {
  const line = { text, asynchronous: 'yes', from: 5000, to: 5000 + text.length } as const;
  return { ...observation, lines: [...observation.lines.slice(0, 1), line, ...observation.lines.slice(1)] };
}
