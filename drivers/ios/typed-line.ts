import type { CliMode } from '../../bench/cli-mode.ts';
import { leavesSession } from '../../bench/cli-prompts.ts';
import { readCliInPieces } from '../../bench/cli-reading.ts';
import { type Deadline, DeadlineExceeded } from '../../bench/clock.ts';
import type { CliLine, CliObservation } from '../../bench/console.ts';
import { PcoError } from '../../bench/errors.ts';
import type { Span } from '../../bench/span.ts';
import { BootWatch, restarts } from './boot-watch.ts';
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
/** The same while bytes come: a flood of lines in no known form never falls silent. */
const busyBeforeLookingBack = 3000;
/** How far it is looked for, back from what came last and on from the echo: a flood may lie between. */
const lookedThrough = 65_536;

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
  const { end, mode } = await endOfTurn(line, turn, deadline, toType.mayStaySilent === true);

  const reading = readCliInPieces(wire.pieces(turn.from, end), turn.command, turn.from);
  const { lines, promptAfter } = reading;
  const modeAfter = mode ?? reading.modeAfter;
  if (known.place === undefined && modeAfter !== 'closed' && mode === undefined)
    known.standsAt({ mode: modeAfter, prompt: promptAfter, from: end - promptAfter.length, end });
  known.sawPrompt(promptAfter, modeAfter);
  if (reading.echo !== undefined) known.echoes = true;
  else if (known.echoes && mode === undefined && toType.command === toType.typed)
    refuseCutEcho(line, turn, lines);
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

/** `mode`: where the turn ended at no prompt, question or greeting. */
interface EndOfTurn {
  readonly end: number;
  readonly mode?: CliMode;
}

/** Where the turn ends: behind its last prompt, or where a device that may stay silent has fallen silent. */
async function endOfTurn(
  line: Line,
  turn: Turn,
  deadline: Deadline,
  mayStaySilent: boolean,
): Promise<EndOfTurn> {
  const boot = restarts(turn.command) ? new BootWatch(line.wire, turn.from) : undefined;
  try {
    const end = await readTurn(line, turn, deadline, boot);
    return end === boot?.signEnd() ? { end, mode: 'booting' } : { end };
  } catch (error) {
    if (!mayStaySilent || !(error instanceof DeadlineExceeded)) throw error;
    return { end: line.wire.position, mode: 'unknown' };
  }
}

/**
 * Reads and answers until the turn is over; returns where its last prompt ends, or the sign that the device
 * boots.
 */
async function readTurn(
  line: Line,
  turn: Turn,
  deadline: Deadline,
  boot: BootWatch | undefined,
): Promise<number> {
  const { wire, known } = line;
  let paged = false;
  const awaited = turn.command === '' ? 'a prompt after Enter' : `the prompt after '${turn.command}'`;
  for (;;) {
    const found = await nextStop(
      line,
      (standing) =>
        boot?.signEnd() === undefined
          ? lookInTurn(turn, standing, { received: wire, host: known.host, paged })
          : { kind: 'booting', mode: 'booting', line: standing, stand: 0 },
      deadline,
      awaited,
      // A key typed at a pager would cut its output short.
      { silence: silenceBeforeLookingBack, ...(paged ? {} : { busy: busyBeforeLookingBack }) },
    );
    if (boot?.boots() === true) return boot.signEnd() ?? wire.position;
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
      paged = true;
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
  const end = await confirmPrompt(line, { line: prompt, lowest: turn.from, typed: turn.comments }, deadline);
  if (end === undefined) turn.handled.add(prompt.from);
  return end;
}

/** A prompt of ours that lines of no known form have overtaken: the device is silent and yet we saw no prompt. */
function overtakenPrompt({ wire, known }: Line, turn: Turn): StandingLine | undefined {
  const echoEnd = turn.echoEnd(wire);
  if (echoEnd === undefined) return undefined;
  const { position } = wire;
  const last = { from: Math.max(echoEnd, position - lookedThrough), to: position };
  const first = { from: echoEnd, to: Math.min(echoEnd + lookedThrough, last.from) };
  return (
    lastPromptIn(wire, last, known.host, turn.handled) ?? lastPromptIn(wire, first, known.host, turn.handled)
  );
}

/**
 * Throws where the device echoed the line with characters missing: it has carried out something else, and what
 * it answered says nothing of the command. A serial line without flow control loses some now and then.
 */
function refuseCutEcho(line: Line, turn: Turn, lines: readonly CliLine[]): void {
  const first = lines.find(({ text, asynchronous }) => asynchronous === 'no' && text.trim() !== '');
  const echoed = first?.text.trim() ?? '';
  const { length } = turn.command;
  if (echoed.length >= length || echoed.length < Math.max(3, length / 2)) return;
  if (!isLeftOf(turn.command, echoed)) return;
  throw new PcoError('characters that were typed got lost on their way to the device', {
    expected: `the echo of ${length} characters`,
    got: `${echoed.length} of them`,
    where: line.where(turn.before.mode),
    next: 'look at the cable, the baud rate and the flow control of the console, then run again',
  });
}

/** Whether `rest` is what is left of a text where characters were taken out. */
function isLeftOf(text: string, rest: string): boolean {
  let at = 0;
  for (const character of rest) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
