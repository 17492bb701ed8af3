import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Plan, Parser, type Result } from 'tap-parser';

/** How one test file went. Only test points that assert something count, not the lines that close a subtest. */
export interface FileResult {
  readonly file: string;
  readonly passed: number;
  readonly skipped: readonly Skip[];
  readonly failures: readonly Failure[];
  readonly milliseconds: number;
  /** What the file printed beside its TAP, for whoever looks into a failure. */
  readonly output: string;
}

export interface Skip {
  readonly test: string;
  readonly reason: string;
}

export interface Failure {
  /** Titles of the tests around it, outermost first, then its own. */
  readonly test: string;
  readonly diagnostic: Readonly<Record<string, unknown>>;
}

/** A file that is not done after this long is stopped, with all that it started, and has failed. */
const hangLimitMs = 150_000;
/** tap's own limit of a file; it comes first, because tap can say which test hung. */
const tapLimitSeconds = 120;

/** A file that allows its tests more by `t.setTimeout` is given that, and a little to end in. */
function hangLimitOf(file: string, folder: string): number {
  const allowed = /^t\.setTimeout\(([\d_]+)\)/m.exec(readFileSync(join(folder, file), 'utf8'))?.[1] ?? '0';
  return Math.max(hangLimitMs, Number(allowed.replaceAll('_', '')) + 30_000);
}

/**
 * Runs one test file in a process group of its own and counts what its TAP says. Never rejects. When `stop` is
 * aborted the file and all that it started are ended.
 */
export function runTestFile(file: string, folder: string, stop: AbortSignal): Promise<FileResult> {
  const started = performance.now();
  const tally = new Tally();
  const parser = new Parser();
  tally.listen(parser, []);
  let output = '';
  parser.on('extra', (text: string) => (output += text));

  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TAP_TIMEOUT: String(tapLimitSeconds), NO_COLOR: '1' },
    });
    let hung = false;
    const limit = hangLimitOf(file, folder);
    const alarm = setTimeout(() => {
      hung = true;
      signalGroup('SIGKILL');
    }, limit);
    const onStop = () => signalGroup('SIGTERM');
    stop.addEventListener('abort', onStop);
    function signalGroup(name: NodeJS.Signals): void {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, name);
      } catch {
        // It has ended in the meantime.
      }
    }
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stdout.on('data', (chunk: Buffer) => parser.write(chunk));
    child.on('error', (error) => (output += `${error.message}\n`));
    child.on('close', (code, signal) => {
      clearTimeout(alarm);
      stop.removeEventListener('abort', onStop);
      parser.on('complete', () => {
        if (hung) tally.fail('the file', `did not end within ${limit / 1000} s and was stopped`);
        else tally.close(parser, code, signal);
        resolve({
          file,
          passed: tally.passed,
          skipped: tally.skipped,
          failures: tally.failures,
          milliseconds: performance.now() - started,
          output,
        });
      });
      parser.end();
    });
  });
}

class Tally {
  passed = 0;
  readonly skipped: Skip[] = [];
  readonly failures: Failure[] = [];
  #skippedAll = false;

  listen(parser: Parser, path: readonly string[]): void {
    let failuresBefore = this.failures.length;
    parser.on('child', (child: Parser) => {
      failuresBefore = this.failures.length;
      this.listen(child, [...path, child.name]);
    });
    parser.on('plan', (plan: Plan) => {
      if (path.length > 0 || plan.end > 0 || plan.comment === '' || plan.comment === 'no tests found') return;
      this.#skippedAll = true;
      this.skipped.push({ test: 'the file', reason: plan.comment });
    });
    parser.on('assert', (point: Result) => {
      const test = [...path, point.name].join(' > ');
      if (point.skip !== false || point.todo !== false) {
        const reason = point.skip === false ? point.todo : point.skip;
        this.skipped.push({ test, reason: typeof reason === 'string' ? reason : '' });
      } else if (point.closingTestPoint) {
        // A subtest that failed as a whole (it timed out, it threw) and in which no failure was counted.
        if (!point.ok && this.failures.length === failuresBefore) this.#add(test, point.diag);
      } else if (point.ok) this.passed++;
      else this.#add(test, point.diag);
    });
  }

  fail(test: string, message: string): void {
    this.#add(test, { message });
  }

  close(parser: Parser, code: number | null, signal: string | null): void {
    const ended = signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`;
    if (this.failures.length > 0) return;
    if (code !== 0) this.fail('the file', `ended by ${ended} without a failed test: it crashed`);
    else if (!parser.ok) this.fail('the file', 'printed a TAP stream that is not whole');
    else if (this.passed === 0 && this.skipped.length === 0 && !this.#skippedAll)
      this.fail('the file', 'ran no test: it asserts nothing');
  }

  #add(test: string, diagnostic: unknown): void {
    const facts = typeof diagnostic === 'object' && diagnostic !== null ? { ...diagnostic } : {};
    this.failures.push({ test, diagnostic: facts });
  }
}
