/** What a tiny IOS does at one line: text to print, and where it stands then. */
export interface TinyAnswer {
  readonly output?: string;
  /** Asked after the output; what is then typed comes to `then`. */
  readonly ask?: {
    readonly question: string;
    readonly echo?: boolean;
    readonly then: (typed: string) => TinyAnswer;
  };
  readonly suffix?: string;
  readonly host?: string;
}

export interface TinyIosOptions {
  readonly host?: string;
  /** `>`, `#`, `(config)#`. */
  readonly suffix?: string;
  readonly commands?: Readonly<Record<string, TinyAnswer | ((ios: TinyIos) => TinyAnswer)>>;
  readonly echo?: boolean;
  /** Lines of a page; no pager where absent. */
  readonly page?: number;
  /** How the pager's words are erased. */
  readonly erase?: string;
  /** Says nothing and does nothing until Enter is typed. */
  readonly pressReturn?: boolean;
  readonly halfTyped?: string;
  /** Rewrites what was typed instead of echoing it plainly. */
  readonly echoAs?: (typed: string, prompt: string) => string;
}

/**
 * As much of an IOS command line as the tests of the engine need: line editor, comments, dialogs, pager. It is
 * told what its commands print; the virtual switch is the device to run suites on.
 */
export class TinyIos {
  host: string;
  suffix: string;
  readonly #options: TinyIosOptions;
  readonly #send: (text: string) => void;
  #line = '';
  #asked: TinyAnswer['ask'];
  #pages: string[] = [];
  #asleep: boolean;

  constructor(options: TinyIosOptions, send: (text: string) => void) {
    this.#options = options;
    this.#send = send;
    this.host = options.host ?? 'Switch';
    this.suffix = options.suffix ?? '>';
    this.#line = options.halfTyped ?? '';
    this.#asleep = options.pressReturn ?? false;
  }

  get prompt(): string {
    return this.host + this.suffix;
  }

  /** Prints something by itself, on a line of its own, as IOS does with a log line. */
  log(text: string): void {
    this.#send(`\r\n${text}\r\n`);
  }

  type(typed: string): void {
    for (const key of typed) this.#key(key);
  }

  #key(key: string): void {
    if (this.#asleep) {
      if (key !== '\r') return;
      this.#asleep = false;
      this.#send(`\r\n${this.prompt}`);
      return;
    }
    if (this.#pages.length > 0) {
      this.#send(this.#options.erase ?? '\b'.repeat(9) + ' '.repeat(8) + '\b'.repeat(9));
      if (key !== ' ') this.#pages = [];
      this.#nextPage();
      return;
    }
    const echo = this.#options.echo !== false && this.#asked?.echo !== false;
    switch (key) {
      case '\r':
        return this.#enter(echo);
      case '\x15':
        if (echo)
          this.#send(
            ('\b'.repeat(this.#line.length) + ' '.repeat(this.#line.length)).concat(
              '\b'.repeat(this.#line.length),
            ),
          );
        this.#line = '';
        return;
      case '\x12':
        this.#send(`\r\n${this.#asked?.question ?? this.prompt}${this.#line}`);
        return;
      case '\x03':
        this.#asked = undefined;
        this.#line = '';
        this.#send(`\r\n${this.prompt}`);
        return;
      default:
        this.#line += key;
        if (echo && (this.#options.echoAs === undefined || this.#asked !== undefined)) this.#send(key);
    }
  }

  #enter(echo: boolean): void {
    const line = this.#line;
    this.#line = '';
    if (echo && this.#options.echoAs && !this.#asked) this.#send(this.#options.echoAs(line, this.prompt));
    this.#send('\r\n');
    if (this.#asked) {
      const { then } = this.#asked;
      this.#asked = undefined;
      return this.#do(then(line));
    }
    if (line.trim() === '' || line.startsWith('!')) return this.#do({});
    const answer = this.#options.commands?.[line.trim()];
    if (answer === undefined) return this.#do({ output: `% Unknown command: "${line.trim()}"\r\n` });
    this.#do(typeof answer === 'function' ? answer(this) : answer);
  }

  #do(answer: TinyAnswer): void {
    this.suffix = answer.suffix ?? this.suffix;
    this.host = answer.host ?? this.host;
    const output = answer.output ?? '';
    this.#asked = answer.ask;
    if (this.#options.page === undefined) {
      this.#send(output + (this.#asked?.question ?? this.prompt));
      return;
    }
    const lines = output.split(/(?<=\n)/);
    for (let at = 0; at < lines.length; at += this.#options.page)
      this.#pages.push(lines.slice(at, at + this.#options.page).join(''));
    this.#nextPage();
  }

  #nextPage(): void {
    this.#send(this.#pages.shift() ?? '');
    this.#send(this.#pages.length > 0 ? ' --More-- ' : (this.#asked?.question ?? this.prompt));
  }
}
