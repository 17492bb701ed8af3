import type { Failure, FileResult } from './test-file.ts';

/** One line for a file that went well, and below a file that did not, each failure and what the file printed. */
export function reportFile(result: FileResult): string {
  const { file, passed, skipped, failures, milliseconds } = result;
  const failed = failures.length > 0;
  const counts = [
    `${passed} passed`,
    ...(failed ? [`${failures.length} failed`] : []),
    ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
  ];
  const title = `${failed ? 'FAIL' : 'ok  '} ${file}  ${counts.join(', ')}  (${(milliseconds / 1000).toFixed(1)} s)`;
  const skips = new Set(skipped.map(({ test, reason }) => `skipped: ${test}: ${reason}`));
  return [
    title,
    ...indent([...skips], 5),
    ...(failed ? indent(failures.flatMap(describe), 5) : []),
    ...(failed && result.output.trim() !== ''
      ? indent(['it printed:', ...indent(tail(result.output), 2)], 5)
      : []),
  ].join('\n');
}

/** Facts of tap's diagnostic worth reading; `source` and `stack` only where nothing else says where it was. */
function describe({ test, diagnostic }: Failure): string[] {
  const lines = [`FAILED: ${test}`];
  const diff = diagnostic['diff'];
  for (const [name, value] of Object.entries(diagnostic)) {
    if (['source', 'stack', 'diff', 'at', 'compare', 'jobId', 'externalID'].includes(name)) continue;
    lines.push(...field(name, typeof value === 'string' ? value : JSON.stringify(value)));
  }
  if (typeof diff === 'string') lines.push(...field('wanted (-) and got (+)', diff));
  lines.push(...field('at', placeOf(diagnostic)));
  return lines;
}

function placeOf({ at, stack }: Failure['diagnostic']): string {
  if (typeof at === 'object' && at !== null && 'fileName' in at && 'lineNumber' in at) {
    return `${String(at.fileName)}:${String(at.lineNumber)}`;
  }
  return typeof stack === 'string' ? stack : '';
}

function field(name: string, value: string): string[] {
  const lines = value.trimEnd().split('\n');
  if (value.trim() === '') return [];
  return lines.length === 1 ? [`  ${name}: ${lines[0] ?? ''}`] : [`  ${name}:`, ...indent(lines, 4)];
}

function tail(text: string, most = 60): string[] {
  const lines = text.trimEnd().split('\n');
  return lines.length <= most ? lines : [`(${lines.length - most} lines before)`, ...lines.slice(-most)];
}

function indent(lines: readonly string[], by: number): string[] {
  return lines.map((line) => ' '.repeat(by) + line);
}
