import type { CliMode } from './cli-mode.ts';

/** What a command line says when it waits for somebody. `prompt`: for a command, at a known mode. */
export type CliStopKind =
  'prompt' | 'username' | 'password' | 'pager' | 'question' | 'initial-dialog' | 'press-return';

export interface CliStop {
  readonly kind: CliStopKind;
  /** As far as the line itself tells; `Password:` counts as `login-password` here. */
  readonly mode: CliMode;
}

const hostName = String.raw`[\w.\-~/+@:]{1,100}`;
const submode = String.raw`(?:\([^()\s]{1,60}\))*`;
const promptLine = new RegExp(`^(${hostName})(${submode})([>#])$`);
const promptAtEnd = new RegExp(`(?:^|[^\\w.\\-~/+@:])(${hostName}${submode}[>#])$`);
const promptThenTyped = new RegExp(`^(${hostName}${submode}[>#])(.+)$`);
const bootLoaderLine = /^(?:switch:|rommon ?\d* ?>)$/i;

const configModes: readonly (readonly [RegExp, CliMode])[] = [
  [/^config$/, 'global-config'],
  [/^config-line$/, 'line-config'],
  [/^config-(?:sub)?if$/, 'interface-config'],
  [/^config-if-range$/, 'interface-config'],
  [/^config-vrf(?:-af)?$/, 'vrf-config'],
  [/^ca-trustpoint$/, 'pki-trustpoint-config'],
  [/^tcl$/, 'tcl-shell'],
  [/^conf-ssh-pubkey$/, 'ssh-pubkey'],
  [/^conf-ssh-pubkey-user$/, 'ssh-pubkey-user'],
  [/^conf-ssh-pubkey-server$/, 'ssh-pubkey-server'],
  [/^conf-ssh-pubkey-data$/, 'ssh-pubkey-data'],
];

const questions: readonly RegExp[] = [
  /\[confirm\]$/,
  /[[(](?:yes\/no|y\/n)[^\])]*[\])] ?[:?]?$/i,
  /\[[^\][]*\] ?[:?]$/,
  // The setup dialog of 16.x and 17.x (transcripts initial-configuration-dialog--unicon--1).
  /^ *(?:enter|confirm) enable secret:$/i,
];

/** What waits at the end of a line, from its text without the blanks at its end; undefined: nothing known. */
export function recogniseStop(line: string): CliStop | undefined {
  const last = line.at(-1);
  switch (last) {
    case '>':
    case '#': {
      const mode = modeOfPrompt(line);
      return mode === undefined ? undefined : { kind: 'prompt', mode };
    }
    case ':':
      if (bootLoaderLine.test(line)) return { kind: 'prompt', mode: 'boot-loader' };
      if (/^(?:username|login|user name):$/i.test(line)) return { kind: 'username', mode: 'login-username' };
      if (/^(?:[\w@.()-]{1,80} ){0,2}password:$/i.test(line))
        return { kind: 'password', mode: 'login-password' };
      if (/enter the initial configuration dialog\? \[yes\/no\]:$/.test(line))
        return { kind: 'initial-dialog', mode: 'initial-dialog' };
      break;
    case '-':
      if (/^ ?--More--$/.test(line)) return { kind: 'pager', mode: 'pager' };
      return undefined;
  }
  if (/^ *Press RETURN to get started[.!]?$/.test(line))
    return { kind: 'press-return', mode: 'press-return' };
  return questions.some((question) => question.test(line))
    ? { kind: 'question', mode: 'confirm' }
    : undefined;
}

/** `Switch(config-line)#` is `line-config`; undefined for what is no prompt. */
export function modeOfPrompt(prompt: string): CliMode | undefined {
  if (bootLoaderLine.test(prompt)) return 'boot-loader';
  const match = promptLine.exec(prompt);
  if (match === null) return undefined;
  const [, , sub = '', mark] = match;
  if (mark === '>') return 'user-exec';
  // Host names may carry a part in parentheses of their own: the last one is the mode.
  const inner = /\(([^()]+)\)$/.exec(sub)?.[1];
  if (inner === undefined || !looksLikeMode(inner)) return 'privileged-exec';
  return configModes.find(([pattern]) => pattern.test(inner))?.[1] ?? 'other-config';
}

/** What IOS puts in parentheses is lower case; `Sw(2960_PoE)#`, `Switch(standby)#` are names of devices. */
function looksLikeMode(inner: string): boolean {
  return /^[a-z][a-z0-9-]*$/.test(inner) && /conf|-|^(?:vlan|tcl)$/.test(inner);
}

/** The host name that a prompt begins with. */
export function hostOfPrompt(prompt: string): string | undefined {
  return promptLine.exec(prompt)?.[1];
}

/**
 * Whether two prompts can be of one device. IOS cuts a long name so that prompt and mode fit in a line, so one
 * may begin with the other.
 */
export function sameHost(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= 8 && long.startsWith(short);
}

/** The prompt that a line ends with, where output without a line end came before it: `[OK]Switch#`. */
export function promptAtEndOf(line: string): string | undefined {
  return promptAtEnd.exec(line)?.[1] ?? (bootLoaderLine.test(line) ? line : undefined);
}

/** A prompt with something typed behind it. */
export function splitTyped(line: string): { prompt: string; typed: string } | undefined {
  const [, prompt, typed] = promptThenTyped.exec(line) ?? [];
  return prompt === undefined || typed === undefined ? undefined : { prompt, typed };
}

/** Whether a command can end the session, after which another prompt, a greeting or a hang-up is its result. */
export function leavesSession(command: string): boolean {
  return /^\s*(?:ex(?:it?)?|log(?:o(?:ut?)?)?|q(?:u(?:it?)?)?|reload\b.*|disc(?:onnect)?\b.*)\s*$/i.test(
    command,
  );
}
