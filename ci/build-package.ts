/**
 * Compiles the package into dist/ (`npm pack` calls it): the rooms that the command needs as JavaScript, and the
 * data files that lie beside them.
 *
 *     node ci/build-package.ts [FOLDER]     FOLDER stands in for dist/
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');
const out = resolve(process.argv[2] ?? join(root, 'dist'));
const rooms = ['requirements', 'lab-topologies', 'reports', 'virtual-switch'];

rmSync(out, { recursive: true, force: true });
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const { status } = spawnSync(
  process.execPath,
  [compiler, '-p', join(root, 'tsconfig.build.json'), '--outDir', out],
  { stdio: ['ignore', 'inherit', 'inherit'] },
);
if (status !== 0) process.exit(status ?? 1);

for (const file of globSync(`{${rooms.join(',')}}/**/*.{json,yaml}`, { cwd: root })) {
  mkdirSync(dirname(join(out, file)), { recursive: true });
  cpSync(join(root, file), join(out, file));
}
