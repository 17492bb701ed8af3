import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildRegistry, type RegistryFile } from './build.ts';
import type { Registry } from './requirement.ts';

/** The guide whose requirements these are; also the name of the folder, here and under suites/. */
export const guideFolder = 'ssh-ios-xe-3se';

const chapters = ['chapter-1.json', 'chapter-2.json', 'chapter-3.json'];

let loaded: Registry | undefined;

/**
 * The registry: every requirement and procedure of the guide, validated. The files lie beside this one, in
 * the source tree as in the compiled package. Throws a RegistryError when they are wrong.
 */
export function loadRegistry(): Registry {
  loaded ??= buildRegistry(guideFolder, chapters.map(read), read('procedures.json'));
  return loaded;
}

function read(name: string): RegistryFile {
  const path = join(import.meta.dirname, guideFolder, name);
  return { name: `${guideFolder}/${name}`, content: JSON.parse(readFileSync(path, 'utf8')) as unknown };
}
