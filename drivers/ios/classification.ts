import { modeOfPrompt, promptAtEndOf, recogniseStop, splitTyped } from '../../bench/cli-prompts.ts';
import { echoWindow } from '../../bench/cli-reading.ts';
import type { Deadline } from '../../bench/clock.ts';
import { PcoError } from '../../bench/errors.ts';
import { BootWatch } from './boot-watch.ts';
import { nextStopOrSilence, poke } from './coaxing.ts';
import { keys } from './keys.ts';
import type { Place } from './line-knowledge.ts';
import type { StandingLine } from './line-tracker.ts';
import type { Line } from './line.ts';
import { modeFacts } from './modes.ts';
import { type Found, placeAt, stand } from './next-stop.ts';
import { confirmPrompt } from './probe.ts';
import { lastPromptIn } from './prompt-search.ts';

/**
 * The place where the line stands, found out anew where it is not known or where something came that nobody
 * asked for. Rejects with PcoError where the line has closed, with DeadlineExceeded where no prompt is found.
 */
export async function findPlace(line: Line, deadline: Deadline): Promise<Place> {
  const { wire, known } = line;
  if (wire.closed) throw wire.closedError('before the call');
  const { place } = known;
  if (place === undefined) return await classify(line, deadline);
  const standing = wire.standing();
  if (standing === undefined || standing.end <= place.end) return place;
  const stop = recogniseStop(standing.text);
  if (stop === undefined && new BootWatch(wire, place.end).boots()) {
    known.sawMode('booting');
    return await classify(line, deadline);
  }
  if (stop === undefined) return isTypedAt(place, standing) ? await classify(line, deadline) : place;
  // `logging synchronous` writes the prompt again behind a log line.
  if (stop.kind === 'prompt' && standing.text === place.prompt)
    return known.standsAt({ ...place, from: standing.from, end: standing.end });
  return await classify(line, deadline);
}

/** Whether somebody else has begun to type at the prompt. */
function isTypedAt({ prompt }: Place, standing: StandingLine): boolean {
  return !standing.complete && splitTyped(standing.text)?.prompt === prompt;
}

/**
 * Reads, recognises, and only then types, whatever was known before; ends at a place or rejects with
 * DeadlineExceeded. Leaves pagers, questions and somebody's password prompt, erases what somebody has half
 * typed, and waits while the device boots.
 */
export async function classify(line: Line, deadline: Deadline): Promise<Place> {
  const { wire, known } = line;
  const boot = new BootWatch(wire, wire.position - recentlyReceived, known.mode === 'booting');
  known.forgetPlace();
  known.sawMode('unknown');
  const handled = new Set<number>();
  const look = (standing: StandingLine): Found | undefined => {
    if (handled.has(standing.from)) return undefined;
    return boot.signEnd() === undefined ? lookAround(standing) : lookWhileBooting(standing);
  };
  let pokes = 0;
  let pokedAt: number | undefined;
  let questions = 0;
  let passwords = 0;
  for (;;) {
    const found = await nextStopOrSilence(boot, line, look, deadline, pokes);
    if (found === 'closed') throw wire.closedError('before a prompt was found');
    if (found === 'silence') {
      const overtaken = pokedAt === undefined ? undefined : promptSince(line, pokedAt, handled);
      if (overtaken !== undefined) {
        await confirmPrompt(line, { line: overtaken, lowest: overtaken.from, erase: true }, deadline);
        if (known.place !== undefined) return known.place;
        handled.add(overtaken.from);
      }
      pokedAt = wire.position;
      await wire.type(poke(boot, pokes++), deadline);
      continue;
    }
    known.sawMode(found.mode);
    switch (found.kind) {
      case 'pager':
        handled.add(found.line.from);
        await wire.type('q', deadline);
        break;
      case 'question':
        handled.add(found.line.from);
        if (questions++ > 3) throw stuckAt(line, found);
        await wire.type(questions === 1 ? keys.interrupt : refusalOf(found.line.text), deadline);
        break;
      case 'password':
        // Nobody of ours asked for it: it can be somebody's `enable`, or a login that somebody has begun.
        if (passwords++ >= passwordsLeft || isLinePassword(line, found))
          return known.standsAt(placeAt(found));
        handled.add(found.line.from);
        await wire.type(passwords === 1 ? keys.interrupt : keys.enter, deadline);
        break;
      case 'half-typed':
      case 'prompt': {
        if (!modeFacts[found.mode].probe && found.kind === 'prompt') return known.standsAt(placeAt(found));
        if (!modeFacts[found.mode].probe) {
          handled.add(found.line.from);
          await wire.type(keys.eraseLine + keys.enter, deadline);
          break;
        }
        await confirmPrompt(line, { line: found.line, lowest: found.line.from, erase: true }, deadline);
        if (known.place !== undefined) return known.place;
        handled.add(found.line.from);
        break;
      }
      default:
        return known.standsAt(placeAt(found));
    }
  }
}

/** How much of what came before is looked at for signs of a boot. */
const recentlyReceived = 2000;
/** A login or `enable` asks three times; before, Ctrl-C is tried. */
const passwordsLeft = 4;

/** A prompt that lines in no known form have overtaken; the first of what came is enough to look at. */
function promptSince(
  { wire, known }: Line,
  from: number,
  handled: ReadonlySet<number>,
): StandingLine | undefined {
  const prompt = lastPromptIn(
    wire,
    { from, to: Math.min(from + echoWindow, wire.position) },
    known.host,
    handled,
  );
  const mode = prompt === undefined ? undefined : modeOfPrompt(prompt.text);
  return mode !== undefined && modeFacts[mode].probe ? prompt : undefined;
}

/** Declines a question; one that proposes a value is left, since Enter would accept it. */
function refusalOf(question: string): string {
  if (/\[confirm\]$/.test(question)) return 'n';
  return /[[(](?:yes\/no|y\/n)/i.test(question) ? `no${keys.enter}` : keys.interrupt;
}

/** Whether the greeting of a login stands right before the password prompt: no user name was asked for. */
function isLinePassword({ wire }: Line, { line: { from } }: Found): boolean {
  return /User Access Verification\s+$/.test(wire.text(from - 60, from));
}

/** What a line that nobody expected means. */
export function lookAround(line: StandingLine): Found | undefined {
  const stop = recogniseStop(line.text);
  if (stop !== undefined)
    return { ...stop, line, stand: stop.kind === 'prompt' ? stand.doubtful : stand.greeting };
  const prompt = promptAtEndOf(line.text);
  const mode = prompt === undefined ? undefined : modeOfPrompt(prompt);
  if (mode !== undefined) return { kind: 'prompt', mode, line, stand: stand.greeting };
  const typed = line.complete ? undefined : splitTyped(line.text);
  const typedMode = typed === undefined ? undefined : modeOfPrompt(typed.prompt);
  return typedMode === undefined
    ? undefined
    : { kind: 'half-typed', mode: typedMode, line, stand: stand.greeting };
}

/** The same while the device boots, when what only begins or ends like a prompt is none. */
function lookWhileBooting(line: StandingLine): Found | undefined {
  const stop = recogniseStop(line.text);
  return stop === undefined ? undefined : { ...stop, line, stand: stand.greeting };
}

function stuckAt(line: Line, found: Found): PcoError {
  return new PcoError(`the line stands at a question that could not be left: ${found.line.text.trim()}`, {
    got: line.lastCharacters(),
    where: line.where(),
    next: 'answer it by hand at the console, then run again',
  });
}
