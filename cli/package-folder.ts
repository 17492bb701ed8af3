import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The folder that holds the rooms: the checkout, or `dist/` of an installed package. */
export const roomsFolder = join(import.meta.dirname, '..');

/** `.ts` from a checkout, `.js` from the compiled package. */
export const sourceExtension = import.meta.filename.endsWith('.ts') ? '.ts' : '.js';

const manifestSchema = z.object({ name: z.string(), version: z.string() });

/** Name and version of this program. */
export function toolFacts(): { name: string; version: string } {
  const here = join(roomsFolder, 'package.json');
  const manifest = existsSync(here) ? here : join(roomsFolder, '..', 'package.json');
  const { name, version } = manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8')));
  return { name, version };
}
