const escapeCharacter = '\x1e';

/** Finds the escape sequence in what is typed: Ctrl-^ and then x; Ctrl-^ twice sends it once. */
export class EscapeReader {
  readonly #honoured: () => boolean;
  #armed = false;

  constructor(honoured: () => boolean) {
    this.#honoured = honoured;
  }

  /** What goes to the far end, and whether the session is left; `rest` was typed after that. */
  read(text: string): { readonly sent: string; readonly left: boolean; readonly rest: string } {
    if (!this.#honoured()) return { sent: text, left: false, rest: '' };
    let sent = '';
    for (let index = 0; index < text.length; index += 1) {
      const character = text.charAt(index);
      if (!this.#armed) {
        if (character === escapeCharacter) this.#armed = true;
        else sent += character;
        continue;
      }
      this.#armed = false;
      if (character === escapeCharacter) sent += character;
      else if (character.toLowerCase() === 'x') return { sent, left: true, rest: text.slice(index + 1) };
    }
    return { sent, left: false, rest: '' };
  }
}
