import type { ConsoleContract } from '../bench/console.ts';
import type { RecordedPco } from '../bench/recorded.ts';
import type { Dut } from './dut.ts';
import { outputLines } from './output-lines.ts';

/** `exit` leaves a mode, or the session: so many are more than there are modes in each other. */
const mostExits = 6;

/**
 * Whether a session that was begun at a console by `ssh` may still be open there. While it is, what is typed at that console
 * goes to another device: nobody may take a baseline or bring a switch back through it.
 */
export class OutgoingSession {
  #open = false;
  /** The prompt at which it was begun. */
  #home: string | undefined;

  /** The same console, whose sessions are noticed. */
  watching(console: RecordedPco<ConsoleContract>): RecordedPco<ConsoleContract> {
    return {
      ...console,
      call: async (op, args, deadline) => {
        const begins = op === 'execute' && beginsSession((args as { command: string }).command);
        // It may have been let in although no answer came in time.
        if (begins) {
          this.#open = true;
          this.#home = undefined;
        }
        const answer = await console.call(op, args, deadline);
        if (op === 'execute') {
          const observation = answer.observation as ConsoleContract['execute']['observation'];
          const lines = outputLines(observation);
          if (begins) this.#home = observation.promptBefore;
          if (lines.some(isEnd) || (begins && lines.some(isRefusal))) this.#open = false;
        }
        return answer;
      },
    };
  }

  /** Leaves a session that is open, mode by mode; where it has ended by itself, it is only looked whether that is so. */
  async leave(dut: Dut): Promise<void> {
    for (let exits = 0; this.#open && exits < mostExits; exits += 1) {
      // A comment does nothing, on whichever device it is typed: its prompt tells which that is.
      const command = exits === 0 ? '!' : 'exit';
      const { promptAfter } = (await dut.attempt(command)).observation;
      if (promptAfter === '' || promptAfter === this.#home) break;
    }
    this.#open = false;
  }
}

/** `ssh` in EXEC, or from a configuration mode; `ip ssh` is none. */
function beginsSession(command: string): boolean {
  return /^\s*(?:do\s+)?ssh?\s+[^?\s]/.test(command);
}

/** What the client says last (guide page 40; transcripts). */
function isEnd(line: string): boolean {
  return /\[Connection to \S+ (?:closed|aborted)/.test(line);
}

function isRefusal(line: string): boolean {
  return line.startsWith('% ');
}
