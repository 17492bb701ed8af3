import { maskOf, type Secret } from '../bench/secret.ts';
import { PatternAutomaton } from './pattern-automaton.ts';
import { formsOf } from './secret-forms.ts';

/** Fewer characters than this of a secret tell nothing, and masking them would eat plain text. */
export const tellingLength = 4;

/** Characters of a form, somewhere in it. */
export interface FormPart {
  readonly form: string;
  /** Of the whole form. */
  readonly mask: string;
  /** Where in the form the part begins. */
  readonly from: number;
}

/** Every form of the secrets so far, ready to be looked for. It does not change. */
export class KnownForms {
  readonly automaton: PatternAutomaton;
  /** The mask of each pattern of the automaton, by its number. */
  readonly masks: readonly string[];
  readonly #forms: readonly string[];
  #places: ReadonlyMap<string, readonly FormPart[]> | undefined;

  constructor(maskOfForm: ReadonlyMap<string, string>) {
    this.#forms = [...maskOfForm.keys()];
    this.masks = [...maskOfForm.values()];
    this.automaton = new PatternAutomaton(this.#forms);
  }

  /** All parts of forms that begin with these `tellingLength` characters. */
  partsAt(beginning: string): readonly FormPart[] {
    this.#places ??= this.#indexed();
    return this.#places.get(beginning) ?? [];
  }

  /** Made when it is first asked for: most streams never do. */
  #indexed(): ReadonlyMap<string, readonly FormPart[]> {
    const places = new Map<string, FormPart[]>();
    for (const [number, form] of this.#forms.entries()) {
      const mask = this.masks[number] ?? '';
      for (let from = 0; from + tellingLength <= form.length; from++) {
        const beginning = form.slice(from, from + tellingLength);
        const there = places.get(beginning);
        if (there === undefined) places.set(beginning, [{ form, mask, from }]);
        else there.push({ form, mask, from });
      }
    }
    return places;
  }
}

/** Adds the forms of a secret; whether any of them is new. */
export function learnForms(maskOfForm: Map<string, string>, secret: Secret): boolean {
  const before = maskOfForm.size;
  for (const form of formsOf(secret))
    if (!maskOfForm.has(form)) maskOfForm.set(form, maskOf(secret.name, form.length));
  return maskOfForm.size > before;
}
