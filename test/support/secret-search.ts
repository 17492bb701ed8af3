import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Secret } from '../../bench/secret.ts';
import { formsOf } from '../../journal/secret-forms.ts';

/** Parts of a form, of so many characters, that can be read in a text. */
export function legible(text: string, form: string, length: number): readonly string[] {
  return Array.from({ length: form.length - length + 1 }, (_unused, from) =>
    form.slice(from, from + length),
  ).filter((part) => text.includes(part));
}

/** So many characters of a secret, or hexadecimal digits of it, are in no text by chance. */
const noChance = { characters: 8, digits: 16 };

/** What of secrets can be read in a text, in any form, whole or in parts: the secret's name and the part. */
export function legibleInText(text: string, secrets: readonly Secret[]): readonly string[] {
  return secrets.flatMap((secret) =>
    formsOf(secret).flatMap((form) => {
      const digits = /^[0-9A-Fa-f]+$/.test(form);
      const length = Math.min(form.length, digits ? noChance.digits : noChance.characters);
      return legible(text, form, length).map((part) => `${secret.name}: ${part}`);
    }),
  );
}

/** The same of all files of a folder. */
export function legibleIn(folder: string, secrets: readonly Secret[]): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return files.flatMap(({ name, parentPath }) =>
    legibleInText(readFileSync(join(parentPath, name), 'latin1'), secrets).map((part) => `${name}: ${part}`),
  );
}
