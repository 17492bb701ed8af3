import type { Terminal } from '../terminal.ts';

/**
 * What is written to a terminal: output, echo and log lines. A log line comes after a line feed and has none
 * at its end, so what is typed next stands glued to it (crypto-key-generate-rsa--iou-ipsec-ce2--1), while
 * output begins a new line.
 */
export class Screen {
  readonly #terminal: Terminal;
  #afterLog = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  print(text: string): void {
    if (text === '') return;
    const fresh = this.#afterLog && !text.startsWith('\n') ? '\n' : '';
    this.#afterLog = false;
    this.#terminal.write((fresh + text).replaceAll(/\r?\n/g, '\r\n'));
  }

  /** Echo and cursor movement, as they are. */
  echo(text: string): void {
    this.#afterLog = false;
    this.#terminal.write(text);
  }

  log(text: string): void {
    this.#terminal.write(`\r\n${text.replaceAll('\n', '\r\n')}`);
    this.#afterLog = true;
  }
}
