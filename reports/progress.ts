import type { Verdict } from '../bench/verdict.ts';
import type { JournalEvent, RequirementResult } from '../journal/events.ts';
import { foldResults } from './results.ts';
import type { Results } from './results-schema.ts';
import { fitted, wrapped } from './text-width.ts';
import { headline } from './tap.ts';

/** Where progress is shown. */
export interface Screen {
  write(text: string): void;
  /** Undefined where lines cannot be overwritten: then only what is final is written. */
  readonly columns: () => number | undefined;
  readonly color: boolean;
}

export interface ProgressReport {
  listen(event: JournalEvent): void;
  /** Draws the live line again, so that its time goes on; whoever owns a timer calls it. */
  tick(): void;
  /** Takes the live line away until the next event or tick, so that others can write to the terminal. */
  clear(): void;
  /** Takes the live line away and writes the summary. */
  end(): void;
}

/** One live line (suite, step, elapsed, verdict counts), a line for each suite that is done, and a summary. */
export function progressReport(screen: Screen, now: () => number): ProgressReport {
  return new Progress(screen, now);
}

class Progress implements ProgressReport {
  readonly #screen: Screen;
  readonly #now: () => number;
  readonly #began: number;
  readonly #seen: JournalEvent[] = [];
  readonly #counts = new Map<Verdict, number>();
  #kind = '';
  #suites = 0;
  #done = 0;
  #suite = '';
  #doing = 'opening the bench';
  #live = '';

  constructor(screen: Screen, now: () => number) {
    this.#screen = screen;
    this.#now = now;
    this.#began = now();
  }

  listen(event: JournalEvent): void {
    // What crossed the wire decides nothing here, and there is much of it.
    if (event.type === 'data' || event.type === 'call' || event.type === 'return') return;
    this.#seen.push(event);
    switch (event.type) {
      case 'head':
        this.#kind = event.dut.kind;
        this.#suites = event.suites.length;
        this.#print(headline(event));
        break;
      case 'dut':
        this.#print(`${event.platform}, release ${event.release}, ${event.image}`);
        break;
      case 'second-device':
        this.#print(`second device: ${event.platform}, release ${event.release}, ${event.image}`);
        break;
      case 'suite-start':
        this.#suite = event.suite;
        this.#doing = event.title;
        break;
      case 'step-start':
        this.#doing = event.step;
        break;
      case 'bench':
        this.#doing = doing[event.phase];
        break;
      case 'suite-end':
        this.#done++;
        for (const { verdict } of event.requirements) {
          this.#counts.set(verdict, (this.#counts.get(verdict) ?? 0) + 1);
        }
        this.#print(
          `${this.#paint(event.verdict, event.verdict.padEnd(14))} ${event.suite}  ${countsOf(event.requirements)}`,
        );
        break;
      case 'error':
        this.#print(`${this.#paint('fail', 'error')} ${event.where}: ${event.message}`);
        break;
      default:
    }
    this.tick();
  }

  tick(): void {
    const columns = this.#screen.columns();
    if (columns === undefined) return;
    const number =
      this.#suite === '' ? '' : `  ${this.#suite} ${Math.min(this.#done + 1, this.#suites)}/${this.#suites}`;
    const counts = verdicts
      .map((verdict) => ({ verdict, count: this.#counts.get(verdict) ?? 0 }))
      .filter(({ verdict, count }) => verdict === 'pass' || count > 0)
      .map(({ verdict, count }) => `${verdict} ${count}`)
      .join(' ');
    const fixed = `${this.#kind}  ${this.#elapsed()}  ${counts}${number}  `;
    const line = fitted(fixed + this.#doing, columns - 1);
    if (line === this.#live) return;
    this.#screen.write(`\r${line}\u001b[K`);
    this.#live = line;
  }

  end(): void {
    if (this.#seen[0]?.type !== 'head') {
      this.clear();
      return;
    }
    const results = foldResults(this.#seen);
    const paint = (verdict: Verdict, text: string): string => this.#paint(verdict, text);
    this.#print(`\n${summary(results, paint, this.#elapsed(), this.#screen.columns())}`);
  }

  clear(): void {
    if (this.#live !== '') this.#screen.write('\r\u001b[K');
    this.#live = '';
  }

  #print(text: string): void {
    this.#screen.write(`${this.#live === '' ? '' : '\r\u001b[K'}${text}\n`);
    this.#live = '';
  }

  #elapsed(): string {
    const seconds = Math.floor((this.#now() - this.#began) / 1000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }

  #paint(verdict: Verdict, text: string): string {
    return this.#screen.color ? `\u001b[${colors[verdict]}m${text}\u001b[39m` : text;
  }
}

const verdicts = ['pass', 'fail', 'inconclusive', 'not-applicable'] as const;
const colors = { pass: 32, fail: 31, inconclusive: 33, 'not-applicable': 36 } as const;
const doing = {
  opened: 'taking the baseline',
  baseline: 'baseline taken',
  restoring: 'bringing the switch back',
  restored: 'switch is as it was found',
  broken: 'the bench is broken',
  closed: 'auditing the evidence',
} as const;

/** Every fail and inconclusive with its reason (once for all that share it), what went wrong, and the counts. */
function summary(
  { run, totals, requirements, errors }: Results,
  paint: (verdict: Verdict, text: string) => string,
  elapsed: string,
  columns: number | undefined,
): string {
  const open = requirements.filter(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive');
  const rows = bySameReason(open).map(({ ids, verdict, reason, accepted, deviation, suite }) => {
    const foreseen = accepted === true ? ' (accepted)' : deviation === undefined ? '' : ' (deviation)';
    const [first = '', ...more] = wrapped(`${ids.join(' ')}  ${suite}${foreseen}`, columns, 13);
    const why = (reason ?? '').trim().split('\n');
    return [
      `${paint(verdict, verdict.padEnd(12))} ${first.trimStart()}`,
      ...more,
      ...why.flatMap((line) => wrapped(line, columns, 4)),
      ...(deviation === undefined ? [] : wrapped(claimOf(deviation), columns, 4)),
    ].join('\n');
  });
  const { dut } = run;
  const accepted = totals.accepted > 0 ? ` (${totals.accepted} accepted)` : '';
  const expected = totals.deviations > 0 ? ` (${totals.deviations} by deviation)` : '';
  const known =
    dut.platform === 'unknown' ? 'switch, not identified' : `${dut.platform}, release ${dut.release}`;
  return [
    ...rows,
    ...(rows.length > 0 ? [''] : []),
    // In full it is in the reports, and was told when it happened.
    ...errors.map(
      ({ where, message }) => `${paint('fail', 'error'.padEnd(12))} ${where}: ${firstLine(message)}`,
    ),
    ...(errors.length > 0 ? [''] : []),
    `${dut.kind} ${known}: ${counted(totals.requirements, 'requirement')} in ${counted(totals.suites, 'suite')}`,
    `${paint('pass', `pass ${totals.pass}`)}, ${paint('fail', `fail ${totals.fail}`)}${expected}, ` +
      `${paint('inconclusive', `inconclusive ${totals.inconclusive}`)}${accepted}, ` +
      `${paint('not-applicable', `not-applicable ${totals['not-applicable']}`)}  in ${elapsed}`,
    ...(run.interrupted ? ['interrupted'] : []),
  ].join('\n');
}

type Requirement = Results['requirements'][number];

/** Requirements of one suite that are open for the same reason, together. */
function bySameReason(open: readonly Requirement[]): (Requirement & { readonly ids: readonly string[] })[] {
  const groups = new Map<string, Requirement & { readonly ids: string[] }>();
  for (const requirement of open) {
    const { suite, verdict, accepted, deviation, reason, id } = requirement;
    const key = JSON.stringify([suite, verdict, accepted, deviation, reason]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { ...requirement, ids: [id] });
    else group.ids.push(id);
  }
  return [...groups.values()];
}

function claimOf({ owner, reason, expires }: NonNullable<Requirement['deviation']>): string {
  return `deviation until ${expires}, owner ${owner}: ${reason}`;
}

function countsOf(results: readonly RequirementResult[]): string {
  return verdicts
    .map((verdict) => ({ verdict, of: results.filter((result) => result.verdict === verdict) }))
    .filter(({ of }) => of.length > 0)
    .map(({ verdict, of }) => {
      const accepted = of.filter((result) => result.accepted === true).length;
      const expected = of.filter(({ deviation }) => deviation !== undefined).length;
      const foreseen =
        accepted > 0 ? ` (${accepted} accepted)` : expected > 0 ? ` (${expected} by deviation)` : '';
      return `${verdict} ${of.length}${foreseen}`;
    })
    .join(', ');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
