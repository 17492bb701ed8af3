import type { PacedLine } from '../console-log.ts';
import type { Surroundings } from '../surroundings.ts';
import type { VirtualSwitch } from '../switch.ts';
import type { Terminal } from '../terminal.ts';

export const name = 'log-line-in-every-command';
export const title =
  'A log line of another feature stands in the middle of each command and of what it prints';

export function apply(surroundings: Surroundings): void {
  surroundings.consoleLine = (line, device) => new Interrupted(line, device);
}

/** A typed line of at least so many characters is interrupted. */
const leastTyped = 4;

/** A console on which another feature has something to say whenever somebody types a command. */
class Interrupted implements Terminal, PacedLine {
  readonly width: number;
  readonly height: number;
  readonly #line: Terminal & PacedLine;
  readonly #device: VirtualSwitch;
  #port = 0;
  /** What becomes of the command that was typed: the line end that answers Return, then what it prints. */
  #awaits: 'command' | 'line end' | 'output' = 'command';
  #typed: Promise<void> = Promise.resolve();

  constructor(line: Terminal & PacedLine, device: VirtualSwitch) {
    this.#line = line;
    this.#device = device;
    this.width = line.width;
    this.height = line.height;
  }

  get congested(): boolean {
    return this.#line.congested;
  }
  get backlog(): number {
    return this.#line.backlog;
  }
  onDrained(listener: () => void): void {
    this.#line.onDrained(listener);
  }
  onHangUp(listener: () => void): void {
    this.#line.onHangUp(listener);
  }
  hangUp(): void {
    this.#line.hangUp();
  }

  onInput(listener: (text: string) => void): void {
    this.#line.onInput((text) => {
      // One after the other: a line that is being interrupted keeps what is typed behind it waiting.
      this.#typed = this.#typed.then(() => this.#take(text, listener));
    });
  }

  async #take(text: string, listener: (text: string) => void): Promise<void> {
    const end = text.indexOf('\r');
    if (end < leastTyped) {
      listener(text);
      return;
    }
    const middle = Math.floor(end / 2);
    listener(text.slice(0, middle));
    // The editor echoes what it was given in this turn.
    await new Promise((resolve) => setImmediate(resolve));
    this.#interrupt('');
    this.#awaits = 'line end';
    listener(text.slice(middle));
  }

  write(text: string): void {
    const end = text.indexOf('\r\n');
    if (this.#awaits === 'output' && end >= 0) {
      this.#awaits = 'command';
      this.#line.write(text.slice(0, end + 2));
      this.#interrupt('\r\n');
      this.#line.write(text.slice(end + 2));
      return;
    }
    if (this.#awaits === 'line end' && end >= 0) this.#awaits = 'output';
    this.#line.write(text);
  }

  #interrupt(after: string): void {
    if (!this.#device.up) return;
    this.#port = (this.#port % 24) + 1;
    const text = `Line protocol on Interface GigabitEthernet1/0/${this.#port}, changed state to up`;
    const line = this.#device.syslog.shownAtOnce('LINEPROTO', 5, 'UPDOWN', text);
    if (line !== undefined) this.#line.write(`\r\n${line}${after}`);
  }
}
