import type { Answer } from '../bench/console.ts';
import type { Dut } from './dut.ts';
import { outputLines } from './output-lines.ts';
import { parseDir } from './show/dir.ts';

/** Names of files that suites write begin so; no other file is ever looked at or deleted. */
export const suiteFilePrefix = 'conform-';
const fileSystem = 'flash:';

/** The suites' files in flash; undefined where the device shows no listing of it. */
export async function readSuiteFiles(dut: Dut): Promise<string[] | undefined> {
  const listing = parseDir(outputLines((await dut.show(`dir ${fileSystem}`)).observation));
  return listing?.files
    .filter(({ name, isDirectory }) => !isDirectory && name.startsWith(suiteFilePrefix))
    .map(({ name }) => name)
    .sort();
}

const consent: readonly Answer[] = [
  { question: 'Delete filename', answer: '' },
  { question: '\\[confirm\\]', answer: '' },
];

export async function deleteSuiteFile(dut: Dut, name: string): Promise<void> {
  await dut.enter('privileged-exec');
  await dut.execute(`delete ${fileSystem}${name}`, consent);
}
