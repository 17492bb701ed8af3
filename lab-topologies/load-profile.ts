import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Profile } from '../bench/profile.ts';
import { profileSchema } from './profile-schema.ts';
import { readYamlFile } from './yaml-file.ts';

/** Reads one profile file; throws UsageError with file, line and column where it is wrong. */
export function readProfile(file: string): Profile {
  return readYamlFile(file, 'profile', profileSchema).content;
}

/** The names that a topology's `profile` can have. */
export function profileNames(folder = shippedProfiles()): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}

export function profileFile(name: string, folder = shippedProfiles()): string {
  return join(folder, `${name}.yaml`);
}

function shippedProfiles(): string {
  return fileURLToPath(new URL('profiles/', import.meta.url));
}
