import type { Hazard } from '../bench/bench.ts';
import { BenchError, explain, PcoError } from '../bench/errors.ts';
import type { Deadline } from '../bench/clock.ts';
import { ReleaseStack } from '../bench/release-stack.ts';
import type { RecordedBench } from '../bench/recorded.ts';
import { foldVerdicts } from '../bench/verdict.ts';
import type { Journal } from '../journal/journal.ts';
import type { Registry } from '../requirements/requirement.ts';
import { identify, takeBaseline, type Baseline } from './baseline.ts';
import { reasonOf, SuiteChecks } from './checks.ts';
import { consoleDut } from './console-dut.ts';
import type { Dut } from './dut.ts';
import { Interrupted, type Interrupt } from './interrupt.ts';
import { loginLimit } from './limits.ts';
import { restore } from './restore.ts';
import { sshSessions, type SshSessions } from './ssh-sessions.ts';
import type { Step, Suite } from './suite.ts';

export interface RunOptions {
  readonly bench: RecordedBench;
  readonly journal: Journal;
  readonly registry: Registry;
  readonly suites: readonly Suite[];
  /** Only these requirements are reported; their suites are run whole. */
  readonly only?: ReadonlySet<string>;
  readonly interrupt: Interrupt;
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
  readonly #dut: Dut;
  /** Like #dut, but deaf to Ctrl-C: for the way back. */
  readonly #homewardDut: Dut;
  #baseline: Baseline | undefined;
  /** Why no suite can be carried out any more; told once, in full, by the bench event. */
  #broken: string | undefined;

  constructor(options: RunOptions) {
    this.#options = options;
    const console = options.bench.pco('console');
    if (console === undefined) {
      throw new BenchError('the bench has no console', {
        next: 'describe one in the topology: every suite needs it',
      });
    }
    this.#dut = consoleDut(console, this.#interruptible);
    this.#homewardDut = consoleDut(console, (ms) => options.bench.clock.in(ms));
  }

  async run(): Promise<void> {
    const { journal, suites, interrupt } = this.#options;
    journal.append({ type: 'bench', phase: 'opened' });
    await this.#takeBaseline();
    for (const suite of suites) {
      if (interrupt.gently.aborted) break;
      await this.#runSuite(suite);
    }
    journal.append({ type: 'bench', phase: 'closed' });
  }

  async #takeBaseline(): Promise<void> {
    const { journal } = this.#options;
    try {
      // From below: a wrong enable secret shows now, and not when the way back needs it.
      await this.#dut.enter('user-exec');
      journal.append({ type: 'dut', ...(await identify(this.#dut)) });
      this.#baseline = await takeBaseline(this.#dut);
      journal.append({ type: 'bench', phase: 'baseline' });
    } catch (error) {
      if (error instanceof Interrupted) return;
      this.#break('no baseline could be taken', error);
    }
  }

  async #runSuite(suite: Suite): Promise<void> {
    const { bench, journal, registry, only } = this.#options;
    const began = await bench.clock.now();
    const reported = suite.requirements.filter((id) => only?.has(id) ?? true);
    journal.append({ type: 'suite-start', suite: suite.name, title: suite.title, requirements: reported });
    const checks = new SuiteChecks(suite.name, suite.requirements, journal, registry, bench);
    await this.#runSteps(suite, checks);
    await this.#restore();
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
    const { bench, interrupt } = this.#options;
    const sessions = this.#sshSessions();
    const steps = suite.steps({ dut: this.#dut, client: sessions.client, bench });
    const missing = suite.roles.flatMap((role) => {
      const why = bench.whyWithout(role);
      return why === undefined ? [] : [`without ${role}: ${why}`];
    });
    for (const step of steps) {
      if (interrupt.gently.aborted)
        checks.leaveUndecided(step, 'the run was interrupted before this step', false);
      else if (this.#broken !== undefined) checks.leaveUndecided(step, 'the bench is broken', false);
      else if (missing.length > 0) checks.leaveUndecided(step, missing.join('; '), true);
      else await this.#runStep(suite, step, checks, sessions);
    }
  }

  async #runStep(suite: Suite, step: Step, checks: SuiteChecks, sessions: SshSessions): Promise<void> {
    const { bench, journal } = this.#options;
    const refused = this.#hazardsOf(step).filter((hazard) => !bench.grants.has(hazard));
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
    taken.defer('SSH sessions of the step', () => sessions.closeAll());
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

  async #restore(): Promise<void> {
    const { journal } = this.#options;
    if (this.#baseline === undefined || this.#broken !== undefined) return;
    journal.append({ type: 'bench', phase: 'restoring' });
    try {
      const differences = await restore(this.#homewardDut, this.#baseline);
      if (differences.length === 0) journal.append({ type: 'bench', phase: 'restored' });
      else this.#break('the switch is not as it was found', new PcoError(differences.join('\n')));
    } catch (error) {
      this.#break('the switch could not be brought back', error);
    }
  }

  #break(what: string, error: unknown): void {
    const { journal } = this.#options;
    this.#broken =
      error instanceof BenchError
        ? explain(new BenchError(`${what}: ${error.message}`, error.facts))
        : `${what}: ${reasonOf(error)}`;
    if (!(error instanceof BenchError)) this.#report('bench', error);
    journal.append({ type: 'bench', phase: 'broken', detail: this.#broken });
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

  #hazardsOf(step: Step): Hazard[] {
    const { registry } = this.#options;
    const named = step.requirements.flatMap((id) => registry.requirements.get(id)?.hazard ?? []);
    return [...new Set(named)] as Hazard[];
  }

  #sshSessions(): SshSessions {
    const pco = this.#options.bench.pco('ssh-client');
    if (pco !== undefined) return sshSessions(pco, this.#interruptible);
    const why = this.#options.bench.whyWithout('ssh-client') ?? 'the topology names none';
    const refuse = (): Promise<never> => Promise.reject(new PcoError(`no ssh-client on this bench: ${why}`));
    return {
      client: {
        identify: refuse,
        login: refuse,
        shell: refuse,
        type: refuse,
        exec: refuse,
        logout: refuse,
        ended: refuse,
      },
      closeAll: () => Promise.resolve(),
    };
  }

  #interruptible = (milliseconds: number): Deadline => ({
    ...this.#options.bench.clock.in(milliseconds),
    signal: this.#options.interrupt.now,
  });
}
