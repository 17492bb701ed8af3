import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench/bench.ts';
import { BenchError, explain } from '../bench/errors.ts';
import type { Secret } from '../bench/secret.ts';
import { createRedactor, type Redactor } from '../journal/redaction.ts';
import { journalTapes } from '../journal/tapes.ts';
import { createJournal, type TapedJournal } from '../journal/writer.ts';
import { openBench, type OpenBenchOptions } from '../lab-topologies/open-bench.ts';
import type { Topology } from '../lab-topologies/topology.ts';
import type { InterruptSource } from './interrupt.ts';

export interface WorkRequest {
  readonly topology: Topology;
  /** Exists and is empty. */
  readonly folder: string;
  readonly interrupt: InterruptSource;
  /** Told of what goes wrong: a BenchError as it is explained, or one line. */
  readonly tell: (problem: string) => void;
}

/** Work on a bench with a journal in a folder. Whatever goes wrong, the journal is written until then. */
export class RecordedWork {
  readonly file: string;
  readonly journal: TapedJournal;
  readonly redactor: Redactor;
  readonly #request: WorkRequest;
  #now = (): number => 0;

  /** `secrets`: others than those of the topology. Throws UsageError where the journal cannot be made. */
  constructor(request: WorkRequest, secrets: readonly Secret[] = []) {
    const { topology, folder } = request;
    const { secondDevice } = topology;
    const second = secondDevice && [secondDevice.account.password, secondDevice.enableSecret];
    this.#request = request;
    this.redactor = createRedactor([topology.password, topology.enableSecret, ...(second ?? []), ...secrets]);
    this.file = join(folder, 'journal.ndjson');
    this.journal = createJournal({ file: this.file, redactor: this.redactor, now: () => this.#now() });
  }

  /** Does the work; what it throws, and what is thrown beside it, is reported. */
  async guard(work: () => Promise<void>): Promise<void> {
    const onStray = (error: unknown): void => {
      this.report(error, 'outside any step');
      this.#request.interrupt.giveUp();
    };
    process.on('uncaughtException', onStray);
    process.on('unhandledRejection', onStray);
    try {
      await work();
    } catch (error) {
      this.report(error, 'the run');
    } finally {
      process.off('uncaughtException', onStray);
      process.off('unhandledRejection', onStray);
    }
  }

  /** A bench that cannot be worked on is in the journal, with the reason. */
  async orBroken(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof BenchError)) throw error;
      this.journal.append({ type: 'bench', phase: 'broken', detail: this.redactor.excerpt(explain(error)) });
    }
  }

  /** Opens the bench of a topology, and closes it when it was used. Rejects with BenchError when it does not open. */
  async withBench(
    topology: Topology,
    altered: Pick<OpenBenchOptions, 'faults' | 'variations'>,
    use: (bench: Bench) => Promise<void>,
  ): Promise<void> {
    const openTape = journalTapes(this.journal, this.redactor);
    const bench = await openBench(topology, { openTape, ...altered });
    const { clock } = bench;
    const began = clock.now() - this.#now();
    this.#now = () => clock.now() - began;
    try {
      for (const secret of bench.secrets) this.redactor.add(secret);
      await use(bench);
    } catch (error) {
      this.report(error, 'running the suites');
    }
    const closedAt = clock.now() - began;
    this.#now = () => closedAt;
    await bench.close().catch((error: unknown) => this.report(error, 'closing the bench'));
  }

  readonly report = (error: unknown, where: string): void => {
    const facts = factsOf(error);
    const message = this.redactor.excerpt(facts.message);
    const stack = facts.stack === undefined ? undefined : this.redactor.excerpt(facts.stack);
    const stackFile = join(this.#request.folder, 'error.txt');
    writeFileSync(stackFile, `${where}\n${stack ?? message}\n\n`, { flag: 'a' });
    if (!this.journal.closed) {
      this.journal.append({ type: 'error', where, message, ...(stack === undefined ? {} : { stack }) });
    }
    this.#request.tell(`the harness went wrong: ${message} (${where}; the stack is in ${stackFile})`);
  };
}

function factsOf(error: unknown): { message: string; stack: string | undefined } {
  if (error instanceof BenchError) return { message: explain(error), stack: error.stack };
  if (error instanceof Error) return { message: error.message, stack: error.stack };
  return { message: String(error), stack: undefined };
}
