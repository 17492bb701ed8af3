import { randomBytes } from 'node:crypto';
import { modeOfPrompt, recogniseStop } from '../../bench/cli-prompts.ts';
import { echoWindow } from '../../bench/cli-reading.ts';
import { type Deadline, DeadlineExceeded } from '../../bench/clock.ts';
import { PcoError } from '../../bench/errors.ts';
import { keys } from './keys.ts';
import type { StandingLine } from './line-tracker.ts';
import type { Line } from './line.ts';
import { earlier, type Found, type Look, nextStop, placeAt, stand } from './next-stop.ts';
import { lastPromptIn, promptBefore } from './prompt-search.ts';
import type { Wire } from './wire.ts';

const probeLimit = 5000;

export interface TypedComment {
  readonly text: string;
  /** Where the recording stood when it was typed. */
  readonly at: number;
}

/** A prompt that output could imitate. */
export interface DoubtfulPrompt {
  readonly line: StandingLine;
  /** The true prompt does not begin before. */
  readonly lowest: number;
  /** Comments that were typed in this turn already and got no answer in time: their echo is no output either. */
  readonly typed?: TypedComment[];
  /** Somebody may have typed at it: their line is erased first, so that it is not run. */
  readonly erase?: boolean;
}

/**
 * Types a comment and waits for its echo: at a true prompt it stands right behind it. Returns where the prompt
 * ends that is the true one, which need not be the one in doubt, and then knows the line's place; undefined
 * where nothing answers.
 */
export async function confirmPrompt(
  line: Line,
  prompt: DoubtfulPrompt,
  deadline: Deadline,
): Promise<number | undefined> {
  const typed = prompt.typed ?? [];
  for (const last of [false, true]) {
    const result = await probe(line, { ...prompt, typed }, deadline);
    if (result !== 'unechoed') return result;
    // A log line may have cut the echo in two; a device that never echoes shows it twice.
    if (!last && line.known.echoes) continue;
    line.known.echoes = false;
    return prompt.line.end;
  }
  return undefined;
}

async function probe(
  line: Line,
  { line: doubtful, lowest, typed = [], erase = false }: DoubtfulPrompt,
  deadline: Deadline,
): Promise<number | 'unechoed' | undefined> {
  const { wire } = line;
  const nonce = `!${randomBytes(4).toString('hex')}`;
  const sentAt = wire.position;
  typed.push({ text: nonce, at: sentAt });
  let searched = sentAt;
  let nonceAt: number | undefined;
  await wire.type((erase ? keys.eraseLine : '') + nonce + keys.enter, deadline);

  const look: Look = (standing) => {
    if (nonceAt === undefined && searched < wire.position) {
      const from = Math.max(sentAt, searched - nonce.length);
      const at = wire.text(from).indexOf(nonce);
      searched = wire.position;
      if (at !== -1) nonceAt = from + at;
    }
    const stop = recogniseStop(standing.text);
    if (nonceAt !== undefined) {
      if (stop?.kind === 'prompt' && standing.from > nonceAt) return { ...stop, line: standing, stand: 0 };
      return overtaken(wire, nonceAt);
    }
    if (stop === undefined || standing.end <= sentAt) return undefined;
    if (stop.kind === 'pager') return { ...stop, line: standing, stand: 0 };
    return stop.kind === 'prompt' && standing.from > doubtful.end && standing.text === doubtful.text
      ? { ...stop, kind: 'unechoed', line: standing, stand: stand.unechoed }
      : undefined;
  };
  const limit = earlier(deadline, line.clock.in(probeLimit));
  const awaited = `the echo of a comment typed at '${doubtful.text}'`;
  let found: Found | 'closed' | 'silence';
  try {
    found = await nextStop(line, look, limit, awaited);
  } catch (error) {
    if (error instanceof DeadlineExceeded && limit !== deadline) return undefined;
    throw error;
  }
  if (found === 'closed') throw wire.closedError(`while waiting for ${awaited}`);
  if (found === 'silence') return undefined;
  if (found.kind === 'pager')
    throw new PcoError(
      'output looked like a prompt and then went on, so that a comment typed at it cut it short',
      {
        got: doubtful.text,
        where: line.where(),
        next: 'run the step again',
      },
    );
  line.known.standsAt(placeAt(found));
  if (found.kind === 'unechoed') return 'unechoed';
  const echoAt = firstEcho(wire, typed) ?? nonceAt ?? doubtful.end;
  return promptBefore(wire, echoAt, lowest, line.known.host)?.end ?? doubtful.end;
}

/** Where the first of the comments stands that came back after all. */
function firstEcho(wire: Wire, typed: readonly TypedComment[]): number | undefined {
  for (const { text, at } of typed) {
    const found = wire.text(at, Math.min(at + echoWindow, wire.position)).indexOf(text);
    if (found !== -1) return at + found;
  }
  return undefined;
}

/** The prompt behind the comment's echo, where lines in no known form have come behind it. */
function overtaken(wire: Wire, echoAt: number): Found | undefined {
  const to = Math.min(echoAt + echoWindow, wire.position);
  const prompt = lastPromptIn(wire, { from: echoAt, to }, undefined);
  const mode = prompt?.complete === true ? modeOfPrompt(prompt.text) : undefined;
  return prompt === undefined || mode === undefined
    ? undefined
    : { kind: 'prompt', mode, line: prompt, stand: stand.doubtful };
}
