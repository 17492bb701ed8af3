import type { LineEditor } from '../command-line/line-editor.ts';
import { SessionOver } from './ending.ts';

/** ^C, and the escape character that breaks off what is being set up. */
const breaks = ['\x03', '\x1e'];

/** The one who types, while a session to another host is being set up: may break it off, and is asked for passwords. */
export class Typist {
  readonly #editor: LineEditor;
  readonly #breakOff: (error: Error) => void;
  #release: (() => void) | undefined;
  #ahead = '';
  #asking = false;

  constructor(editor: LineEditor, breakOff: (error: Error) => void) {
    this.#editor = editor;
    this.#breakOff = breakOff;
    this.#hold();
  }

  /** Asks for a line; rejects where it is broken off. */
  async ask(prompt: string, echo: boolean): Promise<string> {
    this.leave();
    this.#asking = true;
    try {
      const typed = await this.#editor.read({ prompt, echo });
      if (typed.kind === 'line') return typed.text;
      const error = new SessionOver('aborted', 'broken off');
      this.#breakOff(error);
      throw error;
    } finally {
      this.#asking = false;
      this.#hold();
    }
  }

  /** What is asked for is of no use any more. */
  stopAsking(error: Error): void {
    if (this.#asking) this.#editor.interrupt(error);
  }

  /** Gives the keys back, with those that were typed ahead. */
  leave(): void {
    this.#release?.();
    this.#release = undefined;
    const ahead = this.#ahead;
    this.#ahead = '';
    if (ahead !== '') this.#editor.typed(ahead);
  }

  #hold(): void {
    this.#release = this.#editor.divert({
      take: (text) => {
        if (breaks.some((key) => text.includes(key)))
          this.#breakOff(new SessionOver('aborted', 'broken off'));
        else this.#ahead += text;
      },
      gone: (error) => this.#breakOff(error),
    });
  }
}
