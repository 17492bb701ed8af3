import type { TestBase } from '@tapjs/core';
import type { EventOf, JournalEvent, RequirementResult } from '../journal/events.ts';
import { benchErrorsOf, harnessErrorsOf, type ReportedError } from './errors.ts';
import { foldSuites, type SuiteResult, textOf } from './suite-results.ts';

/** Writes a run as TAP 14 while it goes on: a subtest a suite, a test point a requirement. */
export interface TapReport {
  listen(event: JournalEvent): void;
  /** Writes what is left, and the plan; resolves when all of it was given to `write`. */
  end(): Promise<void>;
}

/**
 * Loads tap's own library, which takes a tenth of a second: only whoever wants TAP pays for it. It is a root
 * of our own, so it neither sets the exit code of the process nor listens to its end.
 */
export async function tapReport(write: (text: string) => void): Promise<TapReport> {
  const { Minimal } = await import('@tapjs/core');
  const root = new Minimal({ name: 'conform', autoend: false });
  // tap writes the version before the first test point, which is too late for comments on the run; and the time
  // that it measures is that of this fold, not of the suite.
  write(version);
  let line = '';
  root.on('data', (text: string | Uint8Array) => {
    const lines = (line + String(text)).split('\n');
    line = lines.pop() ?? '';
    for (const whole of lines) {
      if (`${whole}\n` !== version) write(`${whole.replace(/ # time=[\d.]+m?s$/, '')}\n`);
    }
  });
  const flushed = new Promise<void>((resolve) => root.on('end', () => resolve()));
  const seen: JournalEvent[] = [];
  const written = new Set<string>();
  let statements: ReadonlyMap<string, string> = new Map();

  const writeSuite = (suite: SuiteResult): void => {
    written.add(suite.name);
    void root.test(suite.name, { diagnostic: false }, (subtest) => {
      for (const result of suite.requirements) writePoint(subtest, result, statements.get(result.id));
      subtest.end();
    });
  };
  const writeError = ({ where, message }: ReportedError, verdict: string): void => {
    root.fail(`${where}: ${firstLine(message)}`, { ...noPlace, verdict, reason: message });
  };

  return {
    listen: (event) => {
      seen.push(event);
      if (event.type === 'head') {
        statements = new Map(event.registry.map((entry) => [textOf(entry, 'id') ?? '', statementOf(entry)]));
        root.comment(headline(event));
      } else if (event.type === 'dut') {
        root.comment(`${event.platform}, release ${event.release}, ${event.image}`);
      } else if (event.type === 'second-device') {
        root.comment(`second device: ${event.platform}, release ${event.release}, ${event.image}`);
      } else if (event.type === 'suite-end') {
        const suite = foldSuites(seen).find(({ name }) => name === event.suite);
        if (suite !== undefined) writeSuite(suite);
      }
      for (const error of harnessErrorsOf(event)) writeError(error, 'harness error');
      for (const error of benchErrorsOf(event)) writeError(error, 'bench broken');
    },
    end: async () => {
      for (const suite of foldSuites(seen)) if (!written.has(suite.name)) writeSuite(suite);
      root.end();
      await flushed;
    },
  };
}

/** The whole TAP of a run that is over. */
export async function foldTap(events: readonly JournalEvent[]): Promise<string> {
  const parts: string[] = [];
  const report = await tapReport((text) => parts.push(text));
  for (const event of events) report.listen(event);
  await report.end();
  return parts.join('');
}

export function headline(head: EventOf<'head'>): string {
  const seed = head.seed === undefined ? '' : `, shuffled by seed ${head.seed}`;
  const only = head.only === undefined ? '' : `, only ${head.only.join(' ')}`;
  return `${head.dut.kind} lab ${head.topology.name}, run ${head.runId}${seed}${only}`;
}

const version = 'TAP version 14\n';

/** Where in our sources a test point was made says nothing about the switch. */
const noPlace = { at: null, stack: '', diagnostic: true } as const;

function writePoint(subtest: TestBase, result: RequirementResult, statement: string | undefined): void {
  const { id, verdict, reason, accepted, deviation, evidence } = result;
  const name = statement === undefined ? id : `${id} ${statement}`;
  if (verdict === 'pass') subtest.pass(name);
  else if (verdict === 'not-applicable') subtest.pass(name, { skip: firstLine(reason ?? verdict) });
  else {
    subtest.fail(name, {
      ...noPlace,
      verdict,
      ...(reason === undefined ? {} : { reason }),
      ...(accepted === undefined ? {} : { accepted }),
      ...(deviation === undefined ? {} : { todo: todoOf(deviation), deviation }),
      evidence,
    });
  }
}

/** TAP's word for a test point that is known to fail. */
function todoOf({ owner, reason, expires }: NonNullable<RequirementResult['deviation']>): string {
  return `deviation until ${expires}, owner ${owner}: ${firstLine(reason)}`;
}

function statementOf(entry: unknown): string {
  return firstLine(textOf(entry, 'statement') ?? '');
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]?.trim() ?? '';
}
