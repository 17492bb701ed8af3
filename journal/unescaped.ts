/** What the letters behind a backslash stand for in JSON (RFC 8259, section 7). */
const meant: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const escape = /\\(?:u([0-9A-Fa-f]{4})|([bfnrt"\\/]))/y;

/** The characters that a text says, where parts of it are quoted as JSON, each with its place in the text. */
export function* unescaped(text: string): Generator<{ readonly index: number; readonly character: string }> {
  for (let index = 0; index < text.length;) {
    escape.lastIndex = index;
    const match = text.charAt(index) === '\\' ? escape.exec(text) : null;
    if (match === null) {
      yield { index, character: text.charAt(index) };
      index++;
      continue;
    }
    const [whole, code, letter = ''] = match;
    const character =
      code === undefined ? (meant[letter] ?? letter) : String.fromCharCode(parseInt(code, 16));
    yield { index, character };
    index += whole.length;
  }
}
