import type { CliMode } from '../../bench/cli-mode.ts';
import { type CliStopKind, modeOfPrompt, promptAtEndOf } from '../../bench/cli-prompts.ts';
import { type Deadline, DeadlineExceeded } from '../../bench/clock.ts';
import type { Place } from './line-knowledge.ts';
import type { StandingLine } from './line-tracker.ts';
import type { Line } from './line.ts';

/**
 * For how long a line must have stood, in milliseconds of the bench, before it is believed: output that only
 * begins like it goes on within a character's time, 1 ms at 9600 baud, plus what adapters and hosts add.
 */
export const stand = {
  question: 60,
  /** A prompt that output could imitate; a probe then decides. */
  doubtful: 100,
  greeting: 200,
  /** The same in output that is paged, where the probe would cut off the rest. */
  paged: 400,
  /** What looked like a prompt and was ended by a line feed. */
  ended: 2000,
  /** Typing was not echoed, so the prompt can be older than the command. */
  unechoed: 400,
  /** A line in no known form that a given answer fits. */
  unusualQuestion: 500,
  unanswered: 1000,
  unusualUnanswered: 10_000,
} as const;

/** A standing line that means something to who looked at it. */
export interface Found {
  readonly kind: CliStopKind | 'half-typed' | 'unechoed' | 'booting';
  readonly mode: CliMode;
  readonly line: StandingLine;
  /** Milliseconds that the line must have stood. */
  readonly stand: number;
}

/** What a standing line means; undefined: nothing, wait on. */
export type Look = (line: StandingLine) => Found | undefined;

/**
 * Waits until a line is found that has stood for as long as it must. Log lines behind it do not count against
 * it. `silence`: milliseconds without a byte and without a find after which to give up; `busy`: in all, where
 * bytes came. Rejects with DeadlineExceeded.
 */
export async function nextStop(
  { wire, clock }: Pick<Line, 'wire' | 'clock'>,
  look: Look,
  deadline: Deadline,
  awaited: string,
  options: { readonly silence?: number; readonly busy?: number } = {},
): Promise<Found | 'silence' | 'closed'> {
  let standing: { readonly key: string; readonly until: Deadline } | undefined;
  let seen: number | undefined;
  let silent: Deadline | undefined;
  const begun = wire.position;
  const busyUntil = options.busy === undefined ? undefined : clock.in(options.busy);
  for (;;) {
    const { position } = wire;
    if (position !== seen && options.silence !== undefined) silent = clock.in(options.silence);
    seen = position;
    const line = wire.standing();
    const found = line === undefined ? undefined : look(line);
    let until = deadline;
    if (found !== undefined) {
      if (found.stand === 0) return found;
      const key = `${found.line.from} ${found.line.text}`;
      if (standing?.key !== key) standing = { key, until: clock.in(found.stand) };
      if (clock.now() >= standing.until.at) return found;
      until = earlier(until, standing.until);
    } else {
      const busy = position === begun ? undefined : busyUntil;
      if (busy !== undefined && clock.now() >= busy.at) return 'silence';
      for (const limit of [silent, busy]) if (limit !== undefined) until = earlier(until, limit);
    }
    if (wire.closed) return 'closed';
    try {
      await wire.more(until, awaited);
    } catch (error) {
      if (!(error instanceof DeadlineExceeded) || until === deadline) throw error;
      if (wire.position === seen) return found ?? 'silence';
    }
  }
}

export function earlier(one: Deadline, other: Deadline): Deadline {
  return other.at < one.at ? other : one;
}

/** The place at a prompt, question or greeting that was found and is no longer in doubt. */
export function placeAt(found: Found): Place {
  const { line } = found;
  const prompt = found.kind === 'prompt' ? (promptAtEndOf(line.text) ?? line.text) : line.text;
  const mode = found.kind === 'unechoed' ? (modeOfPrompt(prompt) ?? 'unknown') : found.mode;
  return { mode, prompt, from: line.end - prompt.length, end: line.end };
}
