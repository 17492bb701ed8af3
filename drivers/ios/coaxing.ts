import { type Deadline, DeadlineExceeded } from '../../bench/clock.ts';
import type { BootWatch } from './boot-watch.ts';
import { keys } from './keys.ts';
import type { Line } from './line.ts';
import { type Found, type Look, nextStop } from './next-stop.ts';

/** Milliseconds of the bench. */
const patience = {
  /** Without a byte, before the first key; doubled up to `longest`. */
  silent: 250,
  longest: 5000,
  /** With bytes that never end in a prompt: lines may have come behind it. */
  busy: 2000,
  /** Between two lines of a boot lie minutes; a key is typed now and then, should its greeting be overtaken. */
  boot: 30_000,
  greeted: 1000,
} as const;

/** As `nextStop`; `silence` also where lines come that never end in a stop. Takes its time while the device boots. */
export async function nextStopOrSilence(
  boot: BootWatch,
  line: Line,
  look: Look,
  deadline: Deadline,
  pokes: number,
): Promise<Found | 'silence' | 'closed'> {
  const booting = boot.boots();
  if (booting) line.known.sawMode('booting');
  const silence = booting
    ? boot.greeted
      ? patience.greeted
      : patience.boot
    : Math.min(patience.silent * 2 ** pokes, patience.longest);
  try {
    const found = await nextStop(line, look, deadline, booting ? endOfBoot : 'a prompt that is known', {
      silence,
      ...(booting ? {} : { busy: patience.busy }),
    });
    // What was silent for long enough before the boot was noticed has not been for long enough now.
    return found === 'silence' && !booting && boot.boots()
      ? await nextStopOrSilence(boot, line, look, deadline, pokes)
      : found;
  } catch (error) {
    if (!(error instanceof DeadlineExceeded) || !boot.boots()) throw error;
    line.known.sawMode('booting');
    throw new DeadlineExceeded(endOfBoot);
  }
}

const endOfBoot = 'the end of the boot';

/**
 * What is typed at a line that shows nothing: first a key that shows what stands there and runs nothing, for
 * somebody's half-typed line must not be run. Then Enter, behind a key that declines should a question stand
 * there, which is erased again. A device that boots gets Enter alone: other keys can stop it.
 */
export function poke(boot: BootWatch, pokes: number): string {
  if (boot.boots()) return keys.enter;
  return pokes === 0 ? keys.redisplay : `n${keys.eraseLine}${keys.enter}`;
}
