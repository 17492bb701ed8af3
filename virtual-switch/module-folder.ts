import fs from 'node:fs/promises';
import type { z } from 'zod';

/** Loads every module of a folder, in the order of their names, and checks what it exports. */
export async function readModules<T>(folder: URL, schema: z.ZodType<T>): Promise<T[]> {
  const files = (await fs.readdir(folder)).filter(
    (file) => /\.(?:ts|js)$/.test(file) && !file.endsWith('.d.ts'),
  );
  return Promise.all(
    files.sort().map(async (file) => schema.parse(await import(new URL(file, folder).href))),
  );
}
