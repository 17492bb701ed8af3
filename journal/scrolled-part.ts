import { type FormPart, type KnownForms, tellingLength } from './known-forms.ts';

/**
 * What the line editor of IOS shows behind the `$` that stands for the scrolled-off beginning of a line: it may
 * begin anywhere in a secret. One such value for each column; it does not change.
 */
export interface ScrolledPart {
  /** The first column behind the `$`. */
  readonly from: number;
  /** The characters so far, until they are enough to look for. */
  readonly text: string;
  readonly length: number;
  /** The parts of forms that these characters can be. */
  readonly parts: readonly FormPart[];
  /** That one of them is there to its form's end. */
  readonly ended: FormPart | undefined;
}

/** Behind a `$` in this column. */
export function behindDollar(column: number): ScrolledPart {
  return { from: column + 1, text: '', length: 0, parts: [], ended: undefined };
}

/** With one more character; undefined where it can be of no secret. */
export function goesOn(part: ScrolledPart, character: string, known: KnownForms): ScrolledPart | undefined {
  const { from } = part;
  const length = part.length + 1;
  if (length < tellingLength) {
    if (character <= ' ') return undefined;
    return { from, text: part.text + character, length, parts: [], ended: undefined };
  }
  const parts =
    length === tellingLength
      ? known.partsAt(part.text + character)
      : part.parts.filter(({ form, from: at }) => form.charAt(at + part.length) === character);
  if (parts.length === 0) return undefined;
  const ended = parts.find(({ form, from: at }) => at + length === form.length);
  return { from, text: '', length, parts, ended };
}

/** The part that is masked where the line breaks off here: too few characters are none. */
export function telling(part: ScrolledPart | undefined): FormPart | undefined {
  return part?.ended ?? part?.parts[0];
}
