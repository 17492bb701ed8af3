import type { RemoteHost } from '../../bench/ssh-server-shell.ts';

/** The session that a scripted program is in, of either protocol version. */
export interface SessionEnd {
  /** Each character a byte. */
  print(text: string): void;
  exit(status: number): void;
}

const defaultPrompt = 'remote>';

/** The output of a command, and its exit status; on a terminal, lines end with CR LF. */
export function runCommand(
  { answers = {}, status }: RemoteHost,
  command: string,
  terminal: boolean,
): { readonly output: string; readonly status: number } {
  const answer = Object.hasOwn(answers, command) ? answers[command] : undefined;
  return {
    output: withLineEnds(answer ?? `${command}: command not found`, terminal ? '\r\n' : '\n'),
    status: status ?? (answer === undefined ? 127 : 0),
  };
}

/** A shell with a prompt of its own that knows the commands it is given, `exit` and `logout`. */
export class RemoteShell {
  readonly #remote: RemoteHost;
  readonly #session: SessionEnd;
  readonly #echo: boolean;
  #line = '';
  #afterReturn = false;
  #over = false;

  /** `echo`: as a terminal does. */
  constructor(remote: RemoteHost, session: SessionEnd, echo: boolean) {
    this.#remote = remote;
    this.#session = session;
    this.#echo = echo;
    const { greeting } = remote;
    // As a switch does: at the terminal that dialled, the prompt may else stand behind what its device has just logged.
    if (echo) session.print('\r\n');
    if (greeting !== undefined) session.print(withLineEnds(greeting, '\r\n'));
    this.#prompt();
  }

  /** Each byte a character. */
  type(text: string): void {
    for (const key of text) if (!this.#over) this.#take(key);
  }

  /** No more will be typed. */
  endOfInput(): void {
    this.#leave();
  }

  #take(key: string): void {
    const second = this.#afterReturn && key === '\n';
    this.#afterReturn = key === '\r';
    if (second) return;
    switch (key) {
      case '\r':
      case '\n':
        this.#return();
        return;
      case '\x7f':
      case '\b':
        if (this.#line === '') return;
        this.#line = this.#line.slice(0, -1);
        this.#echoed('\b \b');
        return;
      case '\x03':
        this.#line = '';
        this.#echoed('^C\r\n');
        this.#prompt();
        return;
      case '\x04':
        if (this.#line === '') this.#leave();
        return;
      default:
        this.#line += key;
        this.#echoed(key);
    }
  }

  #return(): void {
    const command = this.#line.trim();
    this.#line = '';
    this.#echoed('\r\n');
    if (command === 'exit' || command === 'logout') {
      this.#leave();
      return;
    }
    if (command !== '') this.#session.print(runCommand(this.#remote, command, true).output);
    this.#prompt();
  }

  #leave(): void {
    if (this.#over) return;
    this.#over = true;
    this.#session.exit(this.#remote.status ?? 0);
  }

  #echoed(text: string): void {
    if (this.#echo) this.#session.print(text);
  }

  #prompt(): void {
    this.#session.print(this.#remote.prompt ?? defaultPrompt);
  }
}

/** Every line has an end, the last one too. */
function withLineEnds(text: string, lineEnd: string): string {
  if (text === '') return '';
  return `${text.replace(/\r?\n$/, '')}\n`.replace(/\r?\n/g, lineEnd);
}
