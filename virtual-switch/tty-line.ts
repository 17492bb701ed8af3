import type { CliSession } from './command-line/session.ts';
import type { Block } from './configuration/configuration.ts';
import type { VirtualSwitch } from './switch.ts';

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
  /** How often it was taken since the switch came up. */
  uses: number;
  /** Ends the connection that holds the line; undefined where the line is free, and on the console. */
  clear: (() => void) | undefined;
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

/** `absolute-timeout`, undefined for none. */
export function absoluteTimeoutMs(block: Block | undefined): number | undefined {
  const minutes = Number(
    /^absolute-timeout (\d+)/.exec(block?.settings.get('absolute-timeout') ?? '')?.[1] ?? 0,
  );
  return minutes === 0 ? undefined : minutes * 60_000;
}

/** Protocols that `transport input` lets in; a 3650 of these releases takes every one until told otherwise. */
export function inputTransports(block: Block | undefined): readonly string[] {
  const input = block?.settings.get('transport input')?.replace('transport input ', '') ?? 'all';
  return input === 'all' ? ['telnet', 'ssh'] : input === 'none' ? [] : input.split(' ');
}

/** The access list that `access-class … in` names. */
export function accessClass(block: Block | undefined): string | undefined {
  return /^access-class (\S+) in\b/.exec(block?.settings.get('access-class in') ?? '')?.[1];
}

/** Newer software logs that a session was idle for too long; older says nothing (from memory). */
export function noteExpiry({ release, syslog }: VirtualSwitch, line: TtyLine): void {
  if (!/^1[67]\./.test(release.name)) return;
  const from = `tty ${line.number} (${line.location ?? '0.0.0.0'})`;
  syslog.message('SYS', 6, 'TTY_EXPIRE_TIMER', `(exec timer expired, ${from}), user ${line.user ?? ''}`);
}
