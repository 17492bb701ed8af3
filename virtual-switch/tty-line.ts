import type { CliSession } from './command-line/session.ts';
import type { Block } from './configuration/configuration.ts';

/** A terminal line of the switch and who is on it. */
export interface TtyLine {
  readonly kind: 'console' | 'vty';
  /** `con0`, `vty0`: as messages name it. */
  readonly name: string;
  /** `con 0`, `vty 0`: as configuration and `show users` name it. */
  readonly label: string;
  /** Absolute number: 0 the console, 1 aux, 2 the first vty on a 3650. */
  readonly number: number;
  /** Number among the vtys. */
  readonly vty: number;
  busy: boolean;
  user: string | undefined;
  /** Where the one on it comes from. */
  location: string | undefined;
  /** On the switch's clock. */
  lastInput: number;
  session: CliSession | undefined;
}

/** Line settings with their defaults. */
export function execTimeoutMs(block: Block | undefined): number | undefined {
  const [, minutes, seconds] =
    /^exec-timeout (\d+)(?: (\d+))?/.exec(block?.settings.get('exec-timeout') ?? '') ?? [];
  const total = minutes === undefined ? 600 : Number(minutes) * 60 + Number(seconds ?? 0);
  return total === 0 ? undefined : total * 1000;
}

export function loginMethod(block: Block | undefined): 'none' | 'password' | 'local' {
  const login = block?.settings.get('login');
  return login === 'login local' ? 'local' : login === 'login' ? 'password' : 'none';
}

export function privilegeLevel(block: Block | undefined): number {
  return Number(/^privilege level (\d+)/.exec(block?.settings.get('privilege level') ?? '')?.[1] ?? 1);
}

/** Whether a vty takes SSH; a 3650 of these releases takes every protocol until told otherwise. */
export function takesSsh(block: Block | undefined): boolean {
  const input = block?.settings.get('transport input');
  return input === undefined || /\b(?:all|ssh)\b/.test(input);
}
