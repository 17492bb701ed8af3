import type { CliMode } from '../../bench/cli-mode.ts';

/** What may be typed in a mode without being asked for. */
export interface ModeFacts {
  /** Whether a comment line (`!` and a nonce) is echoed here and does nothing. Where data is read it would be data. */
  readonly probe: boolean;
  /** Whether a command line can be typed here. */
  readonly takesCommands: boolean;
}

const exec: ModeFacts = { probe: true, takesCommands: true };
const config: ModeFacts = { probe: true, takesCommands: true };
const typeOnly: ModeFacts = { probe: false, takesCommands: true };
const nothing: ModeFacts = { probe: false, takesCommands: false };

export const modeFacts: Readonly<Record<CliMode, ModeFacts>> = {
  'boot-loader': typeOnly,
  booting: nothing,
  'initial-dialog': typeOnly,
  'press-return': typeOnly,
  'login-username': typeOnly,
  'login-password': typeOnly,
  'user-exec': exec,
  'enable-password': typeOnly,
  'privileged-exec': exec,
  'global-config': config,
  'line-config': config,
  'interface-config': config,
  'vrf-config': config,
  'pki-trustpoint-config': config,
  'ssh-pubkey': config,
  'ssh-pubkey-user': config,
  'ssh-pubkey-server': config,
  // Every line typed here is part of a key.
  'ssh-pubkey-data': typeOnly,
  // A comment there is a command of Tcl.
  'tcl-shell': typeOnly,
  'other-config': typeOnly,
  pager: nothing,
  confirm: nothing,
  closed: nothing,
  unknown: nothing,
};

/** Something to type that leads from one mode to others. */
export interface Transition {
  readonly from: CliMode;
  /** Where it can lead; the device decides. The first is what a path is planned with. */
  readonly to: readonly CliMode[];
  readonly type: Typed;
  /** What may be asked on the way. */
  readonly answers: readonly { readonly question: RegExp; readonly answer: string }[];
}

export type Typed = { readonly line: string } | { readonly credential: 'username' | 'password' };

const line = (from: CliMode, text: string, ...to: CliMode[]): Transition => ({
  from,
  to,
  type: { line: text },
  answers: [],
});

const configModes: readonly CliMode[] = [
  'global-config',
  'line-config',
  'interface-config',
  'vrf-config',
  'pki-trustpoint-config',
  'ssh-pubkey',
  'ssh-pubkey-user',
  'ssh-pubkey-server',
  'other-config',
];

const transitions: readonly Transition[] = [
  // Neither answer changes the device: the dialog and autoinstall would, and a run cannot begin beside them.
  {
    from: 'initial-dialog',
    to: ['press-return', 'user-exec'],
    type: { line: 'no' },
    answers: [{ question: /terminate autoinstall\?/i, answer: 'yes' }],
  },
  line('press-return', '', 'user-exec', 'privileged-exec', 'login-username', 'login-password'),
  {
    from: 'login-username',
    to: ['user-exec', 'privileged-exec'],
    type: { credential: 'username' },
    answers: [],
  },
  {
    from: 'login-password',
    to: ['user-exec', 'privileged-exec', 'login-username'],
    type: { credential: 'password' },
    answers: [],
  },
  line('user-exec', 'enable', 'privileged-exec'),
  line('user-exec', 'exit', 'press-return', 'login-username', 'login-password'),
  line('privileged-exec', 'disable', 'user-exec'),
  line('privileged-exec', 'configure terminal', 'global-config'),
  line('privileged-exec', 'exit', 'press-return', 'login-username', 'login-password'),
  line('global-config', 'line console 0', 'line-config'),
  line('global-config', 'ip ssh pubkey-chain', 'ssh-pubkey'),
  ...configModes.filter((mode) => mode !== 'global-config').map((mode) => line(mode, 'exit', parentOf(mode))),
  line('ssh-pubkey-data', 'exit', 'ssh-pubkey-user', 'ssh-pubkey-server'),
  line('tcl-shell', 'tclquit', 'privileged-exec'),
  // Behind the others: of two ways of one length the one that leaves less is taken.
  ...configModes.map((mode) => line(mode, 'end', 'privileged-exec')),
];

function parentOf(mode: CliMode): CliMode {
  return mode === 'ssh-pubkey-user' || mode === 'ssh-pubkey-server' ? 'ssh-pubkey' : 'global-config';
}

/** The transitions of a shortest path; empty when there already, undefined when no way is known. */
export function pathBetween(from: CliMode, to: CliMode): readonly Transition[] | undefined {
  const cameBy = new Map<CliMode, Transition | undefined>([[from, undefined]]);
  const queue: CliMode[] = [from];
  for (const mode of queue) {
    if (mode === to) return walkBack(cameBy, to);
    for (const transition of transitions) {
      if (transition.from !== mode) continue;
      for (const next of transition.to) {
        if (cameBy.has(next)) continue;
        cameBy.set(next, transition);
        queue.push(next);
      }
    }
  }
  return undefined;
}

function walkBack(cameBy: ReadonlyMap<CliMode, Transition | undefined>, to: CliMode): Transition[] {
  const path: Transition[] = [];
  for (let step = cameBy.get(to); step !== undefined; step = cameBy.get(step.from)) path.unshift(step);
  return path;
}

/** Commands whose output is fixed wording, so that nothing in it can look like a prompt. */
export function printsFixedText(command: string, config: boolean): boolean {
  const words = command.trim();
  if (words === '' || words.startsWith('!')) return true;
  if (config) return !/^(?:do|show|sh)\b/i.test(words);
  return /^(?:en|disa|conf|end|deb|und|u|no|ter|clo|cle|cry)/i.test(words);
}

/** `enable`, abbreviated or with a level, which asks for the enable secret. */
export function isEnable(command: string): boolean {
  return /^\s*en(?:a(?:b(?:le?)?)?)?(?:\s+\d+)?\s*$/i.test(command);
}
