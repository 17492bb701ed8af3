import type { StoppingPhase } from '../../bench/ssh-server-host.ts';
import type { Farewell } from '../../bench/ssh-server-shell.ts';

/** Where a server was told to fall silent or to leave. */
export interface StopArgs {
  readonly stallAt?: StoppingPhase;
  readonly leaveAt?: {
    readonly phase: StoppingPhase;
    readonly how?: Farewell;
    readonly reason?: number;
    readonly description?: string;
  };
}

/** SSH_DISCONNECT_BY_APPLICATION (RFC 4253 section 11.1). */
export const byApplication = 11;

export interface Leaving {
  readonly how: Farewell;
  readonly reason: number;
  readonly description: string;
}

/** What is to be done on the way into a phase: go on, fall silent, or leave. */
export function stopAt({ stallAt, leaveAt }: StopArgs, phase: StoppingPhase): 'stall' | Leaving | undefined {
  if (stallAt === phase) return 'stall';
  if (leaveAt?.phase !== phase) return undefined;
  const { how = 'disconnect', reason = byApplication, description = 'disconnected by the server' } = leaveAt;
  return { how, reason, description };
}
