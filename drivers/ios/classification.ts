import { modeOfPrompt, promptAtEndOf, recogniseStop, splitTyped } from '../../bench/cli-prompts.ts';
import type { Deadline } from '../../bench/clock.ts';
import { PcoError } from '../../bench/errors.ts';
import { keys } from './keys.ts';
import type { Place } from './line-knowledge.ts';
import type { StandingLine } from './line-tracker.ts';
import type { Line } from './line.ts';
import { modeFacts } from './modes.ts';
import { type Found, nextStop, placeAt, stand } from './next-stop.ts';
import { confirmPrompt } from './probe.ts';

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
  if (stop === undefined) return place;
  // `logging synchronous` writes the prompt again behind a log line.
  if (stop.kind === 'prompt' && standing.text === place.prompt)
    return known.standsAt({ ...place, from: standing.from, end: standing.end });
  return await classify(line, deadline);
}

/**
 * Reads, recognises, and only then types, whatever was known before; ends at a place or rejects with
 * DeadlineExceeded. Leaves pagers and questions, and erases what somebody has half typed.
 */
export async function classify(line: Line, deadline: Deadline): Promise<Place> {
  const { wire, known } = line;
  known.forgetPlace();
  known.sawMode('unknown');
  const handled = new Set<number>();
  let pokes = 0;
  let questions = 0;
  for (;;) {
    const found = await nextStop(
      line,
      (standing) => (handled.has(standing.from) ? undefined : lookAround(standing)),
      deadline,
      'a prompt that is known',
      { silence: pokes === 0 ? 250 : Math.min(250 * 2 ** pokes, 5000) },
    );
    if (found === 'closed') throw wire.closedError('before a prompt was found');
    if (found === 'silence') {
      // First a key that shows what stands there and runs nothing: somebody's half-typed line must not be run.
      if (pokes === 0) await wire.type(keys.redisplay, deadline);
      else if (!boots(line) || pokes > 4)
        await wire.type(pokes === 1 ? keys.eraseLine + keys.enter : keys.enter, deadline);
      pokes++;
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
        await wire.type(questions === 1 ? keys.interrupt : `no${keys.enter}`, deadline);
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

/** Whether what came last is what a device says while it boots: a key then could stop it. */
function boots({ wire }: Line): boolean {
  const last = wire.text(wire.position - 2000);
  return /Initializing Hardware|autoboot|Press Ctrl-C|System Bootstrap|Loading |#{40}|\[Press|!{40}/.test(
    last,
  );
}

function stuckAt(line: Line, found: Found): PcoError {
  return new PcoError(`the line stands at a question that could not be left: ${found.line.text.trim()}`, {
    got: line.lastCharacters(),
    where: line.where(),
    next: 'answer it by hand at the console, then run again',
  });
}
