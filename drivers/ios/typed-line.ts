import { leavesSession } from '../../bench/cli-prompts.ts';
import { readCliInPieces } from '../../bench/cli-reading.ts';
import { type Deadline, DeadlineExceeded } from '../../bench/clock.ts';
import type { CliObservation } from '../../bench/console.ts';
import type { Span } from '../../bench/span.ts';
import { answerQuestion } from './dialog.ts';
import { keys } from './keys.ts';
import type { Place } from './line-knowledge.ts';
import type { StandingLine } from './line-tracker.ts';
import type { Line } from './line.ts';
import { modeFacts } from './modes.ts';
import { nextStop } from './next-stop.ts';
import { confirmPrompt } from './probe.ts';
import { lastPromptIn } from './prompt-search.ts';
import { type LineToType, Turn } from './turn.ts';
import { lookInTurn } from './turn-look.ts';

/** After so long without a byte, a prompt that unknown lines have overtaken is looked for. */
const silenceBeforeLookingBack = 1500;
/** How far back it is looked for. */
const lookBack = 65_536;

/**
 * Types a line at the prompt `before` and reads to the next one, answering what is asked. Rejects with PcoError
 * where a question has no answer or the line closes, with DeadlineExceeded where no prompt comes.
 */
export async function carryOut(
  line: Line,
  toType: LineToType,
  before: Place,
  deadline: Deadline,
): Promise<{ observation: CliObservation; span: Span }> {
  const { wire, known } = line;
  const turn = new Turn(toType, before, wire.position);
  known.forgetPlace();
  known.sawMode(before.mode);
  wire.keepFrom = turn.from;
  await wire.type(toType.typed + keys.enter, deadline);
  const { end, silent } = await endOfTurn(line, turn, deadline, toType.mayStaySilent === true);

  const reading = readCliInPieces(wire.pieces(turn.from, end), turn.command, turn.from);
  const { lines, promptAfter } = reading;
  const modeAfter = silent ? 'unknown' : reading.modeAfter;
  if (known.place === undefined && modeAfter !== 'closed' && !silent)
    known.standsAt({ mode: modeAfter, prompt: promptAfter, from: end - promptAfter.length, end });
  known.sawPrompt(promptAfter, modeAfter);
  if (reading.echo !== undefined) known.echoes = true;
  return {
    observation: {
      kind: 'cli',
      command: turn.command,
      promptBefore: before.prompt,
      modeBefore: before.mode,
      lines,
      dialog: turn.dialog,
      promptAfter,
      modeAfter,
    },
    span: { pco: wire.pco, from: turn.from, to: end },
  };
}

/** Where the turn ends: behind its last prompt, or where a device that may stay silent has fallen silent. */
async function endOfTurn(
  line: Line,
  turn: Turn,
  deadline: Deadline,
  mayStaySilent: boolean,
): Promise<{ end: number; silent: boolean }> {
  try {
    return { end: await readTurn(line, turn, deadline), silent: false };
  } catch (error) {
    if (!mayStaySilent || !(error instanceof DeadlineExceeded)) throw error;
    return { end: line.wire.position, silent: true };
  }
}

/** Reads and answers until the turn is over; returns where its last prompt ends. */
async function readTurn(line: Line, turn: Turn, deadline: Deadline): Promise<number> {
  const { wire, known } = line;
  const awaited = turn.command === '' ? 'a prompt after Enter' : `the prompt after '${turn.command}'`;
  for (;;) {
    const found = await nextStop(
      line,
      (standing) => lookInTurn(turn, standing, { received: wire, host: known.host }),
      deadline,
      awaited,
      { silence: silenceBeforeLookingBack },
    );
    if (found === 'closed') {
      if (leavesSession(turn.command)) return wire.position;
      throw wire.closedError(`while waiting for ${awaited}`);
    }
    if (found === 'silence') {
      const overtaken = overtakenPrompt(line, turn);
      const end = overtaken && (await confirmInTurn(line, turn, overtaken, deadline));
      if (end !== undefined) return end;
    } else if (found.kind === 'prompt') {
      if (found.stand === 0 || !modeFacts[found.mode].probe) return found.line.end;
      const end = await confirmInTurn(line, turn, found.line, deadline);
      if (end !== undefined) return end;
    } else if (found.kind === 'pager') {
      turn.handled.add(found.line.from);
      await wire.type(' ', deadline);
    } else if (found.kind === 'press-return' || !(await answerQuestion(line, turn, found, deadline))) {
      return found.line.end;
    }
  }
}

/** Where the true prompt ends; undefined where nothing answers, and the one in doubt is then done with. */
async function confirmInTurn(
  line: Line,
  turn: Turn,
  prompt: StandingLine,
  deadline: Deadline,
): Promise<number | undefined> {
  const end = await confirmPrompt(line, { line: prompt, lowest: turn.from }, deadline);
  if (end === undefined) turn.handled.add(prompt.from);
  return end;
}

/** A prompt of ours that lines of no known form have overtaken: the device is silent and yet we saw no prompt. */
function overtakenPrompt({ wire, known }: Line, turn: Turn): StandingLine | undefined {
  const echoEnd = turn.echoEnd(wire);
  if (echoEnd === undefined) return undefined;
  const from = Math.max(echoEnd, wire.position - lookBack);
  return lastPromptIn(wire, { from, to: wire.position }, known.host, turn.handled);
}
