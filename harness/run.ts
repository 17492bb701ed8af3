import type { Hazard } from '../bench/bench.ts';
import { BenchError, explain, PcoError } from '../bench/errors.ts';
import type { Deadline } from '../bench/clock.ts';
import { ReleaseStack } from '../bench/release-stack.ts';
import type { RecordedBench } from '../bench/recorded.ts';
import { foldVerdicts } from '../bench/verdict.ts';
import type { Journal } from '../journal/journal.ts';
import type { Registry } from '../requirements/requirement.ts';
import type { BaselineStore } from './baseline.ts';
import { reasonOf, SuiteChecks } from './checks.ts';
import { guideOf } from './guide.ts';
import { HeldSwitch, switchNames } from './held-switch.ts';
import { Interrupted, type Interrupt } from './interrupt.ts';
import { loginLimit } from './limits.ts';
import { mustBeAsDescribed, mustFitProfile } from './profile-fit.ts';
import { suiteLab } from './suite-lab.ts';
import type { Step, Suite } from './suite.ts';

export interface RunOptions {
  readonly bench: RecordedBench;
  readonly journal: Journal;
  readonly registry: Registry;
  readonly suites: readonly Suite[];
  /** Only these requirements are reported; their suites are run whole. */
  readonly only?: ReadonlySet<string>;
  readonly interrupt: Interrupt;
  /** When the run began, a replayed one when it was recorded: by it deviations expire. Absent: now. */
  readonly startedAt?: Date;
  /** Keeps the baseline for the case that this process is killed; absent where nobody could use it. */
  readonly store?: BaselineStore;
}

/**
 * Carries out suites on one bench, which it holds for the whole run: baseline, then for each suite its steps and
 * the way back to the baseline, proven by a diff. All that happens goes to the journal; a suite or a device that
 * goes wrong does not make it reject.
 */
export async function runSuites(options: RunOptions): Promise<void> {
  await new Run(options).run();
}

class Run {
  readonly #options: RunOptions;
  readonly #dut: HeldSwitch;
  /** Undefined where the bench has none. */
  readonly #second: HeldSwitch | undefined;
  /** Whether the baseline is on the disk, so that something may have been changed since. */
  #kept = false;
  /** Why no suite can be carried out any more; told once, in full, by the bench event. */
  #broken: string | undefined;

  constructor(options: RunOptions) {
    this.#options = options;
    const { bench, journal } = options;
    const dut = HeldSwitch.of('console', bench, journal, this.#interruptible);
    if (dut === undefined) {
      throw new BenchError('the bench has no console', {
        next: 'describe one in the topology: every suite needs it',
      });
    }
    this.#dut = dut;
    this.#second = HeldSwitch.of('second-device', bench, journal, this.#interruptible);
  }

  async run(): Promise<void> {
    const { journal, suites, interrupt, store } = this.#options;
    journal.append({ type: 'bench', phase: 'opened' });
    await this.#takeBaseline();
    for (const suite of suites) {
      if (interrupt.gently.aborted) break;
      await this.#runSuite(suite);
    }
    if (this.#broken === undefined) store?.forget();
    journal.append({ type: 'bench', phase: 'closed' });
  }

  async #takeBaseline(): Promise<void> {
    const { bench, journal, store } = this.#options;
    let whose = '';
    try {
      const baseline = await this.#dut.takeBaseline((facts) => mustFitProfile(facts, bench.profile));
      whose = ' of the second device';
      const second = await this.#second?.takeBaseline((facts) => mustBeAsDescribed(facts, bench));
      bench.attend?.(false);
      // On the disk before anything is changed.
      this.#kept = true;
      store?.keep({ ...baseline, ...(second === undefined ? {} : { secondDevice: second }) });
      journal.append({ type: 'bench', phase: 'baseline' });
    } catch (error) {
      if (error instanceof Interrupted) return;
      this.#break(`no baseline${whose} could be taken`, error);
    }
  }

  async #runSuite(suite: Suite): Promise<void> {
    const { bench, journal, registry, only } = this.#options;
    const began = await bench.clock.now();
    const reported = suite.requirements.filter((id) => only?.has(id) ?? true);
    journal.append({ type: 'suite-start', suite: suite.name, title: suite.title, requirements: reported });
    const startedAt = this.#options.startedAt ?? new Date();
    const checks = new SuiteChecks(suite.name, suite.requirements, journal, registry, bench, startedAt);
    await this.#runSteps(suite, checks);
    await this.#restore(suite);
    const requirements = checks.results(only);
    journal.append({
      type: 'suite-end',
      suite: suite.name,
      verdict: foldVerdicts(requirements.map(({ verdict }) => verdict)),
      durationMs: (await bench.clock.now()) - began,
      requirements,
    });
  }

  async #runSteps(suite: Suite, checks: SuiteChecks): Promise<void> {
    const { bench, registry, interrupt, only } = this.#options;
    if (suite.roles.includes('second-device')) bench.attend?.(true);
    const { lab, release } = suiteLab(
      bench,
      this.#dut.dut,
      this.#second,
      guideOf(registry),
      this.#interruptible,
    );
    const asked = ({ requirements }: Step): boolean =>
      only === undefined || suite.stepsStandAlone !== true || requirements.some((id) => only.has(id));
    const steps = suite.steps(lab).filter(asked);
    const missing = suite.roles.flatMap((role) => {
      const why = bench.whyWithout(role);
      return why === undefined ? [] : [`without ${role}: ${why}`];
    });
    for (const step of steps) {
      if (interrupt.gently.aborted)
        checks.leaveUndecided(step, 'the run was interrupted before this step', false);
      else if (this.#broken !== undefined) checks.leaveUndecided(step, 'the bench is broken', false);
      else if (missing.length > 0) checks.leaveUndecided(step, missing.join('; '), true);
      else await this.#runStep(suite, step, checks, release);
    }
  }

  async #runStep(suite: Suite, step: Step, checks: SuiteChecks, release: () => Promise<void>): Promise<void> {
    const { bench, journal } = this.#options;
    const hazards = new Set([...this.#hazardsOf(step), ...(suite.hazards ?? [])]);
    const refused = [...hazards].filter((hazard) => !bench.grants.has(hazard));
    if (refused.length > 0) {
      checks.leaveUndecided(step, `the topology does not grant: ${refused.join(', ')}`, true);
      return;
    }
    journal.append({
      type: 'step-start',
      suite: suite.name,
      step: step.title,
      requirements: [...step.requirements],
    });
    const taken = new ReleaseStack(loginLimit);
    for (const held of [this.#dut, this.#second]) {
      if (held !== undefined)
        taken.defer(`a session from ${switchNames[held.role]}`, () => held.leaveSession());
    }
    // First of all: with the servers go the sessions to them.
    taken.defer('what the step left open', release);
    try {
      await step.run(checks.verifyFor(step));
    } catch (error) {
      if (!(error instanceof PcoError || error instanceof Interrupted))
        this.#report(`${suite.name}: ${step.title}`, error);
      checks.leaveUndecided(step, error instanceof Interrupted ? error.message : reasonOf(error), false);
    }
    try {
      await taken.release();
    } catch (error) {
      this.#report(`${suite.name}: ${step.title}`, error);
    }
    journal.append({ type: 'step-end', suite: suite.name, step: step.title });
  }

  async #restore(suite: Suite): Promise<void> {
    await this.#restoreSwitch(suite, this.#dut);
    const second = this.#second;
    // The others leave it alone, and reading it takes its time.
    if (second !== undefined && (second.touched || suite.roles.includes('second-device'))) {
      await this.#restoreSwitch(suite, second);
    }
    this.#options.bench.attend?.(false);
  }

  async #restoreSwitch(suite: Suite, held: HeldSwitch): Promise<void> {
    const { bench, journal } = this.#options;
    if (held.baseline === undefined || this.#broken !== undefined) return;
    const of = held.role === 'console' ? {} : { pco: held.role };
    const name = switchNames[held.role];
    journal.append({ type: 'bench', ...of, phase: 'restoring' });
    try {
      const hazards = new Set(this.#hazardsOf(suite));
      const startup = hazards.has('startup') || hazards.has('reload');
      const files = hazards.has('flash');
      const masked = (text: string): string => bench.masked(text);
      const { left = [], notes = [] } = (await held.restore({ startup, files, masked })) ?? {};
      if (left.length > 0) this.#break(`${name} is not as it was found`, new PcoError(left.join('\n')));
      else {
        const detail = notes.length === 0 ? {} : { detail: notes.join('\n') };
        journal.append({ type: 'bench', ...of, phase: 'restored', ...detail });
      }
    } catch (error) {
      this.#break(`${name} could not be brought back`, error);
    }
  }

  #break(what: string, error: unknown): void {
    const { bench, journal, store } = this.#options;
    this.#broken =
      error instanceof BenchError
        ? explain(new BenchError(`${what}: ${error.message}`, error.facts))
        : `${what}: ${reasonOf(error)}`;
    if (!(error instanceof BenchError)) this.#report('bench', error);
    journal.append({ type: 'bench', phase: 'broken', detail: this.#broken });
    if (this.#kept) store?.markBroken(bench.masked(this.#broken));
  }

  #report(where: string, error: unknown): void {
    const { journal } = this.#options;
    const isError = error instanceof Error;
    journal.append({
      type: 'error',
      where,
      message: error instanceof BenchError ? reasonOf(error) : isError ? error.message : String(error),
      ...(isError && error.stack !== undefined ? { stack: error.stack } : {}),
    });
  }

  #hazardsOf(step: Pick<Step, 'requirements'>): Hazard[] {
    const { registry } = this.#options;
    const named = step.requirements.flatMap((id) => registry.requirements.get(id)?.hazard ?? []);
    return [...new Set(named)] as Hazard[];
  }

  #interruptible = (milliseconds: number): Deadline => ({
    ...this.#options.bench.clock.in(milliseconds),
    signal: this.#options.interrupt.now,
  });
}
