import type { Screen } from './screen.ts';
import type { SwitchClock } from '../ssh/host.ts';
import type { Terminal } from '../terminal.ts';

/** The far end of the line has gone: whatever waits for input gives up. */
export class HangUp extends Error {
  override readonly name = 'HangUp';
}

/** The session on the line was ended from elsewhere; the far end is still there. */
export class Cleared extends Error {
  override readonly name = 'Cleared';
}

export type Typed =
  | { readonly kind: 'line'; readonly text: string }
  /** ^C */
  | { readonly kind: 'abort' }
  /** ^Z, with what stood on the line */
  | { readonly kind: 'end'; readonly text: string }
  | { readonly kind: 'timeout' };

export interface ReadOptions {
  readonly prompt: string;
  readonly echo?: boolean;
  /** Typing `?` gives the text to print; undefined where `?` is a character like others. */
  readonly help?: (typed: string) => string;
  /** Prints that text a screenful at a time; without it all of it is printed at once. */
  readonly page?: (text: string) => Promise<'shown' | 'ended' | 'timeout'>;
  /** Tab gives what to append. */
  readonly complete?: (typed: string) => string | undefined;
  readonly history?: string[];
  readonly timeoutMs?: number;
  /** Whether every key makes the time-out begin anew, as it does for a session that is idle. */
  readonly idle?: boolean;
}

const control = (letter: string) => String.fromCharCode(letter.charCodeAt(0) & 0x1f);
/** The last columns of the screen are kept free, as the editor scrolls before it gets there. */
const margin = 1;
const scrollBy = 10;
/** What is typed beyond is cut off (FINDINGS section 8). */
const longestLine = 254;

/** Somebody who takes what is typed in place of the editor: a session to another host. */
export interface RawReader {
  take(text: string): void;
  /** The far end has gone, or the session was ended from elsewhere. */
  gone(error: Error): void;
}

/** Line editing as IOS has it; keys that come while nobody reads wait for the next reader. */
export class LineEditor {
  readonly #terminal: Terminal;
  readonly #screen: Screen;
  readonly #clock: SwitchClock;
  #waiting: string[] = [];
  #reader: ((key: string | undefined) => void) | undefined;
  #giveUp: ((error: Error) => void) | undefined;
  #raw: RawReader | undefined;
  #gone = false;
  #afterReturn = false;

  #prompt = '';
  #text = '';
  #cursor = 0;
  /** First character shown; above 0 a `$` stands before it. */
  #offset = 0;
  #echo = true;

  constructor(terminal: Terminal, screen: Screen, clock: SwitchClock) {
    this.#terminal = terminal;
    this.#screen = screen;
    this.#clock = clock;
    terminal.onInput((text) => this.typed(text));
    terminal.onHangUp(() => this.hangUp());
  }

  /** Columns that a screen of this terminal has. */
  width: number | undefined;

  async read(options: ReadOptions): Promise<Typed> {
    this.#prompt = options.prompt;
    this.#text = '';
    this.#cursor = 0;
    this.#offset = 0;
    this.#echo = options.echo ?? true;
    this.#screen.print(options.prompt);
    let deadline = options.timeoutMs === undefined ? undefined : this.#clock.now() + options.timeoutMs;
    let recalled = options.history?.length ?? 0;
    const recall = (step: -1 | 1) => {
      const history = options.history ?? [];
      recalled = Math.min(history.length, Math.max(0, recalled + step));
      this.#replace(history[recalled] ?? '');
    };
    for (;;) {
      const key = await this.key(deadline === undefined ? undefined : deadline - this.#clock.now());
      if (options.idle === true && options.timeoutMs !== undefined) {
        deadline = this.#clock.now() + options.timeoutMs;
      }
      switch (key) {
        case undefined:
          return { kind: 'timeout' };
        case '\r':
          this.#screen.echo('\r\n');
          return { kind: 'line', text: this.#text };
        case control('C'):
          if (options.help !== undefined) this.#screen.echo('^C\r\n');
          else this.#screen.echo('\r\n');
          return { kind: 'abort' };
        case control('Z'):
          this.#screen.echo(options.help === undefined ? '\r\n' : '^Z\r\n');
          return { kind: 'end', text: this.#text };
        case '\x7f':
        case '\b':
          if (this.#cursor > 0) this.#erase(1);
          break;
        case control('D'):
          if (this.#cursor < this.#text.length) {
            this.#move(1);
            this.#erase(1);
          }
          break;
        case control('U'):
        case control('X'):
          this.#erase(this.#cursor);
          break;
        case control('W'):
          this.#erase(this.#cursor - this.#text.slice(0, this.#cursor).trimEnd().search(/\S*$/));
          break;
        case control('K'):
          this.#replace(this.#text.slice(0, this.#cursor));
          break;
        case control('A'):
          this.#move(-this.#cursor);
          break;
        case control('E'):
          this.#move(this.#text.length - this.#cursor);
          break;
        case control('B'):
          this.#move(-1);
          break;
        case control('F'):
          this.#move(1);
          break;
        case control('P'):
          recall(-1);
          break;
        case control('N'):
          recall(1);
          break;
        case control('R'):
        case control('L'):
          this.repaint();
          break;
        case '\x1b': {
          const second = await this.key();
          const third = second === '[' || second === 'O' ? await this.key() : second;
          if (third === 'A') recall(-1);
          else if (third === 'B') recall(1);
          else if (third === 'C') this.#move(1);
          else if (third === 'D') this.#move(-1);
          break;
        }
        case '\t':
          if (options.complete !== undefined) {
            const rest = options.complete(this.#text);
            if (rest === undefined) this.repaint();
            else {
              this.repaint(rest);
            }
          }
          break;
        case '?':
          if (options.help !== undefined) {
            this.#screen.echo('?\r\n');
            const help = options.help(this.#text);
            if (options.page === undefined) this.#screen.print(help);
            else if ((await options.page(help)) === 'timeout') return { kind: 'timeout' };
            this.#paint();
            break;
          }
          this.#insert(key);
          break;
        default:
          if (key >= ' ') this.#insert(key);
      }
    }
  }

  /** The next key, undefined when none came in time; throws HangUp when the far end has gone. */
  key(timeoutMs?: number): Promise<string | undefined> {
    const next = this.#waiting.shift();
    if (next !== undefined) return Promise.resolve(next);
    if (this.#gone) return Promise.reject(new HangUp());
    return new Promise((resolve, reject) => {
      const cancel =
        timeoutMs === undefined
          ? undefined
          : this.#clock.after(timeoutMs, () => {
              this.#reader = undefined;
              resolve(undefined);
            });
      this.#giveUp = (error) => {
        this.#reader = undefined;
        cancel?.();
        reject(error);
      };
      this.#reader = (key) => {
        this.#reader = undefined;
        cancel?.();
        if (key === undefined) reject(new HangUp());
        else resolve(key);
      };
    });
  }

  get reading(): boolean {
    return this.#reader !== undefined;
  }

  /** Characters as they come, for whoever reads now or next. */
  typed(text: string): void {
    if (this.#raw !== undefined) this.#raw.take(text);
    else for (const character of text) this.#take(character);
  }

  /** From now on what is typed goes to `reader`, what waits first; the returned function gives it back. */
  divert(reader: RawReader): () => void {
    const waiting = this.#waiting.join('');
    this.#waiting = [];
    this.#raw = reader;
    if (this.#gone) queueMicrotask(() => reader.gone(new HangUp()));
    else if (waiting !== '') reader.take(waiting);
    return () => {
      if (this.#raw === reader) this.#raw = undefined;
    };
  }

  /** The far end has gone, or the switch has ended the session. */
  hangUp(): void {
    this.#gone = true;
    this.#raw?.gone(new HangUp());
    this.#reader?.(undefined);
  }

  /** Whoever waits for a key now gives up, with Cleared where nothing else is said. */
  interrupt(error: Error = new Cleared()): void {
    this.#raw?.gone(error);
    if (this.#reader !== undefined) this.#giveUp?.(error);
  }

  /** Forgets what was typed ahead. */
  flush(): void {
    this.#waiting = [];
  }

  /** Prompt and line once more on a line of their own. */
  repaint(appended = ''): void {
    this.#screen.echo('\r\n');
    this.#text += appended;
    this.#cursor = this.#text.length;
    this.#paint();
  }

  #take(character: string): void {
    const isLineFeed = character === '\n';
    if (isLineFeed && this.#afterReturn) {
      this.#afterReturn = false;
      return;
    }
    this.#afterReturn = character === '\r';
    const key = isLineFeed ? '\r' : character;
    if (key === '\0') return;
    if (this.#reader !== undefined) this.#reader(key);
    else this.#waiting.push(key);
  }

  #insert(key: string): void {
    if (this.#text.length >= longestLine) return;
    const atEnd = this.#cursor === this.#text.length;
    this.#text = this.#text.slice(0, this.#cursor) + key + this.#text.slice(this.#cursor);
    this.#cursor += 1;
    if (!this.#echo) return;
    if (this.#cursor - this.#offset >= this.#room()) {
      this.#scroll();
      return;
    }
    const tail = this.#text.slice(this.#cursor, this.#offset + this.#room());
    this.#screen.echo(atEnd ? key : key + tail + '\b'.repeat(tail.length));
  }

  #erase(count: number): void {
    const tail = this.#text.slice(this.#cursor);
    this.#text = this.#text.slice(0, this.#cursor - count) + tail;
    this.#cursor -= count;
    if (!this.#echo) return;
    if (this.#cursor < this.#offset) {
      this.#offset = 0;
      this.repaint();
      return;
    }
    if (tail === '') this.#screen.echo('\b \b'.repeat(count));
    else {
      this.#screen.echo('\b'.repeat(count) + tail + ' '.repeat(count) + '\b'.repeat(tail.length + count));
    }
  }

  #move(by: number): void {
    const target = Math.min(this.#text.length, Math.max(0, this.#cursor + by));
    if (this.#echo) {
      if (target < this.#cursor) this.#screen.echo('\b'.repeat(this.#cursor - target));
      else this.#screen.echo(this.#text.slice(this.#cursor, target));
    }
    this.#cursor = target;
  }

  #replace(text: string): void {
    this.#move(this.#text.length - this.#cursor);
    this.#erase(this.#text.length);
    for (const key of text) this.#insert(key);
  }

  /** Characters that fit on the line after the prompt. */
  #room(): number {
    const width = this.width ?? this.#terminal.width;
    return width === 0 ? Infinity : Math.max(scrollBy * 2, width - this.#prompt.length - margin);
  }

  /** Shifts the line to the left; `$` says that its beginning is out of sight. */
  #scroll(): void {
    const shown = this.#cursor - 1 - this.#offset + (this.#offset > 0 ? 1 : 0);
    this.#offset = this.#cursor - (this.#room() - scrollBy);
    const text = `$${this.#text.slice(this.#offset, this.#cursor)}`;
    const blanks = Math.max(0, shown + 1 - text.length);
    this.#screen.echo('\b'.repeat(shown) + text + ' '.repeat(blanks) + '\b'.repeat(blanks));
  }

  #paint(): void {
    this.#offset = Math.max(0, this.#text.length - (this.#room() - scrollBy));
    if (this.#text.length < this.#room()) this.#offset = 0;
    const text = this.#offset > 0 ? `$${this.#text.slice(this.#offset)}` : this.#text;
    this.#screen.print(this.#prompt);
    this.#screen.echo((this.#echo ? text : '') + '\b'.repeat(this.#text.length - this.#cursor));
  }
}
