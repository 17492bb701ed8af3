import { z } from 'zod';

/**
 * The control pipe of a virtual switch: JSON lines, requests on its stdin, answers on its stdout. The first
 * line that it prints says that it is up and where. The switch ends when its stdin closes.
 *
 * The protocol knows the clock and nothing else, so a running switch cannot be told anything that a real one
 * could not.
 */

export const readySchema = z.strictObject({
  ready: z.literal(true),
  /** Path of the tty that is the console. */
  console: z.string(),
  /** Service address of the switch (`192.0.2.1:22`) to where it really listens (`127.0.2.1:40022`). */
  binds: z.record(z.string(), z.string()),
});
export type Ready = z.infer<typeof readySchema>;

const jump = {
  id: z.int(),
  ms: z.number().nonnegative(),
  /**
   * The bytes that were sent to the console so far: while some of them are still on their way through the tty, nothing
   * moves.
   */
  typed: z.int().nonnegative().optional(),
};

export const clockRequestSchema = z.discriminatedUnion('op', [
  z.strictObject({ id: z.int(), op: z.literal('now') }),
  /**
   * How far an `advance` of `ms` would go now; nothing moves. Where two switches share one clock, neither may jump
   * before it is known that the other can follow, and `advance` tells only afterwards.
   */
  z.strictObject({ ...jump, op: z.literal('reach') }),
  /** Let up to `ms` go by at once, but stop at the earliest timer. Answered when what was in flight is done. */
  z.strictObject({ ...jump, op: z.literal('advance') }),
]);
export type ClockRequest = z.infer<typeof clockRequestSchema>;

export const clockAnswerSchema = z.strictObject({
  id: z.int(),
  /** Milliseconds of the switch's clock since it was started. */
  now: z.number(),
  /** `advance` only: how far the clock jumped; 0 when the switch was busy with something that takes real time. */
  advanced: z.number().optional(),
  /** `reach` only: how far it would jump; 0 when the switch is busy. */
  reach: z.number().optional(),
  /** `advance` only: the bytes that the switch has given to its console's tty so far. */
  printed: z.int().nonnegative().optional(),
});
export type ClockAnswer = z.infer<typeof clockAnswerSchema>;
