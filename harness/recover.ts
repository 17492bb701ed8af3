import { BenchError, explain } from '../bench/errors.ts';
import type { Deadline } from '../bench/clock.ts';
import type { RecordedBench } from '../bench/recorded.ts';
import type { Journal } from '../journal/journal.ts';
import { identify, type Baseline } from './baseline.ts';
import { consoleDut } from './console-dut.ts';
import type { Dut } from './dut.ts';
import { Interrupted, type Interrupt } from './interrupt.ts';
import { differencesFrom, type Restoration, restore } from './restore.ts';

export interface RecoverOptions {
  readonly bench: RecordedBench;
  readonly journal: Journal;
  readonly baseline: Baseline;
  readonly interrupt: Interrupt;
}

/** `restored` is proven by reading the DUT again; otherwise `reason` says why not, masked, for people. */
export type Recovery =
  | ({ readonly restored: true } & Restoration)
  | { readonly restored: false; readonly reason: string; readonly interrupted: boolean };

/**
 * Brings a DUT back to the baseline of a run that was killed, from whatever state its console is in. What goes wrong
 * with the bench does not make it reject.
 */
export async function recover({ bench, journal, baseline, interrupt }: RecoverOptions): Promise<Recovery> {
  const fail = (what: string, error: BenchError): Recovery => {
    const reason = bench.masked(explain(new BenchError(`${what}: ${error.message}`, error.facts)));
    journal.append({ type: 'bench', phase: 'broken', detail: reason });
    return { restored: false, reason, interrupted: false };
  };
  journal.append({ type: 'bench', phase: 'opened' });
  try {
    const dut = homewardDut(bench, interrupt);
    await mustBeTheSame(dut, journal, baseline);
    journal.append({ type: 'bench', phase: 'restoring' });
    const masked = (text: string): string => bench.masked(text);
    const restoration = await restore(dut, baseline, { startup: true, masked });
    const { left, notes } = restoration;
    if (left.length > 0) {
      return fail(
        'the switch is not as it was found',
        new BenchError('these lines differ', { got: left.join('\n') }),
      );
    }
    const detail = notes.length === 0 ? {} : { detail: notes.join('\n') };
    journal.append({ type: 'bench', phase: 'restored', ...detail });
    return { restored: true, ...restoration };
  } catch (error) {
    if (error instanceof Interrupted) {
      return { restored: false, reason: 'it was interrupted', interrupted: true };
    }
    if (!(error instanceof BenchError)) throw error;
    return fail('the switch could not be brought back', error);
  } finally {
    journal.append({ type: 'bench', phase: 'closed' });
  }
}

/** What differs from the baseline, masked, for people; nothing is changed. Rejects with BenchError. */
export async function differences({
  bench,
  journal,
  baseline,
  interrupt,
}: RecoverOptions): Promise<readonly string[]> {
  journal.append({ type: 'bench', phase: 'opened' });
  try {
    const dut = homewardDut(bench, interrupt);
    await mustBeTheSame(dut, journal, baseline);
    return await differencesFrom(dut, baseline, (text) => bench.masked(text));
  } finally {
    journal.append({ type: 'bench', phase: 'closed' });
  }
}

function homewardDut(bench: RecordedBench, interrupt: Interrupt): Dut {
  const console = bench.unmasked('console');
  if (console === undefined) {
    throw new BenchError('the bench has no console', {
      next: 'name a topology that describes one: the switch is brought back through it',
    });
  }
  return consoleDut(console, (milliseconds): Deadline => ({
    ...bench.clock.in(milliseconds),
    signal: interrupt.now,
  }));
}

/** Nothing is typed at another switch than the one that was found. */
async function mustBeTheSame(dut: Dut, journal: Journal, baseline: Baseline): Promise<void> {
  await dut.enter('privileged-exec');
  const { facts, serial } = await identify(dut);
  journal.append({ type: 'dut', ...facts });
  if (baseline.serial === undefined || serial === undefined || serial === baseline.serial) return;
  throw new BenchError('the switch at this console is not the one that the baseline was taken of', {
    expected: `the switch with the serial number ${baseline.serial}`,
    got: serial,
    next: 'connect that switch and run `conform restore`, or drop the baseline with `conform restore --forget`',
  });
}
