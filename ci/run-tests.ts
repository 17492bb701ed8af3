/**
 * Runs all test files, two at a time, and ends with the plain line `N passed, N failed`.
 *
 *     node ci/run-tests.ts [--check passed|failed] [FOLDER]
 *
 * `--check` counts the outcome of `npm run check` in. Files run as processes of their own and not under
 * `tap run`: that loads a TypeScript compiler per file, and gives up on the files behind one that hangs.
 */
import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { reportFile } from './test-report.ts';
import { type FileResult, runTestFile } from './test-file.ts';

const jobs = 2;

const { values, positionals } = parseArgs({
  options: { check: { type: 'string' } },
  allowPositionals: true,
});
const folder = positionals[0] ?? process.cwd();
const files = globSync('test/**/*.test.ts', { cwd: folder }).sort();

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    waiting.length = 0;
    stop.abort();
  });
}

const results: FileResult[] = [];
const waiting = [...files];
async function work(): Promise<void> {
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    const result = await runTestFile(file, folder, stop.signal);
    results.push(result);
    process.stdout.write(`${reportFile(result)}\n`);
  }
}
await Promise.all(Array.from({ length: jobs }, work));

const failedFiles = results.filter(({ failures }) => failures.length > 0);
if (failedFiles.length > 0) {
  process.stdout.write(`\nfiles with failures:\n${failedFiles.map(({ file }) => `  ${file}\n`).join('')}`);
}
if (values.check === 'failed') process.stdout.write('\nnpm run check failed, see above\n');
if (files.length === 0) process.stdout.write(`\nthere is no test/**/*.test.ts in ${folder}\n`);

const passed = sum(results.map((result) => result.passed)) + (values.check === 'passed' ? 1 : 0);
const skipped = sum(results.map((result) => result.skipped.length));
const failed =
  sum(results.map((result) => result.failures.length)) +
  (values.check === 'failed' ? 1 : 0) +
  (files.length === 0 ? 1 : 0);
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exitCode = stop.signal.aborted ? 130 : failed === 0 ? 0 : 1;

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
