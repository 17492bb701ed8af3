import type { LoginFacts } from './aaa/authenticate.ts';
import type { TtyLine } from './tty-line.ts';

/** The rules of the lines that sessions take which a known departure may replace. */
export interface VtySeams {
  /** The line that a new session takes, of those that are free and let it in. */
  vtyFor(free: readonly TtyLine[], all: readonly TtyLine[]): TtyLine | undefined;
  /** Whether a line is free again after its session, given how the connection ended. */
  vtyFreeAfter(end: 'closed' | 'reset'): boolean;
  /** Whether somebody is let in. */
  loginDecision(decided: boolean, facts: LoginFacts): boolean;
  /** How long a session may be idle, given what its line is configured with; undefined: for ever. */
  idleLimitMs(configured: number | undefined): number | undefined;
}

export function standardVtySeams(): VtySeams {
  return {
    vtyFor: (free) => free[0],
    vtyFreeAfter: () => true,
    loginDecision: (decided) => decided,
    idleLimitMs: (configured) => configured,
  };
}
