import { BenchError, explain } from '../bench/errors.ts';
import type { Deadline } from '../bench/clock.ts';
import type { RecordedBench } from '../bench/recorded.ts';
import type { Journal } from '../journal/journal.ts';
import { identify, type Baseline, type BenchBaseline } from './baseline.ts';
import { consoleDut } from './console-dut.ts';
import type { Dut } from './dut.ts';
import { switchNames, type ConsoleRole } from './held-switch.ts';
import { Interrupted, type Interrupt } from './interrupt.ts';
import { differencesFrom, type Restoration, restore } from './restore.ts';

export interface RecoverOptions {
  readonly bench: RecordedBench;
  readonly journal: Journal;
  readonly baseline: BenchBaseline;
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
  let name: string = switchNames.console;
  journal.append({ type: 'bench', phase: 'opened' });
  try {
    const found: string[] = [];
    const allNotes: string[] = [];
    for (const { role, dut, own } of switchesOf(bench, interrupt, baseline)) {
      name = switchNames[role];
      await mustBeTheSame(role, dut, journal, own);
      const of = role === 'console' ? {} : { pco: role };
      journal.append({ type: 'bench', ...of, phase: 'restoring' });
      const masked = (text: string): string => bench.masked(text);
      const restoration = await restore(dut, own, { startup: true, files: true, masked });
      const { left, notes } = restoration;
      if (left.length > 0) {
        return fail(
          `${name} is not as it was found`,
          new BenchError('these lines differ', { got: left.join('\n') }),
        );
      }
      const detail = notes.length === 0 ? {} : { detail: notes.join('\n') };
      journal.append({ type: 'bench', ...of, phase: 'restored', ...detail });
      found.push(...restoration.found.map((line) => named(role, line)));
      allNotes.push(...notes.map((line) => named(role, line)));
    }
    return { restored: true, found, left: [], notes: allNotes };
  } catch (error) {
    if (error instanceof Interrupted) {
      return { restored: false, reason: 'it was interrupted', interrupted: true };
    }
    if (!(error instanceof BenchError)) throw error;
    return fail(`${name} could not be brought back`, error);
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
    const found: string[] = [];
    for (const { role, dut, own } of switchesOf(bench, interrupt, baseline)) {
      await mustBeTheSame(role, dut, journal, own);
      const differ = await differencesFrom(dut, own, (text) => bench.masked(text));
      found.push(...differ.map((line) => named(role, line)));
    }
    return found;
  } finally {
    journal.append({ type: 'bench', phase: 'closed' });
  }
}

interface HomewardSwitch {
  readonly role: ConsoleRole;
  readonly dut: Dut;
  readonly own: Baseline;
}

/** The switches of a baseline at their consoles, the DUT first. Throws BenchError where one has none. */
function switchesOf(
  bench: RecordedBench,
  interrupt: Interrupt,
  { secondDevice, ...own }: BenchBaseline,
): readonly HomewardSwitch[] {
  const at = (role: ConsoleRole, baseline: Baseline): HomewardSwitch => ({
    role,
    dut: homewardDut(role, bench, interrupt),
    own: baseline,
  });
  return [at('console', own), ...(secondDevice === undefined ? [] : [at('second-device', secondDevice)])];
}

function homewardDut(role: ConsoleRole, bench: RecordedBench, interrupt: Interrupt): Dut {
  const console = bench.unmasked(role);
  if (console === undefined) {
    throw new BenchError(`the bench has no ${role}`, {
      next: 'name a topology that describes one: the switch is brought back through it',
    });
  }
  return consoleDut(console, (milliseconds): Deadline => ({
    ...bench.clock.in(milliseconds),
    signal: interrupt.now,
  }));
}

/** A line about a switch; the DUT's go without saying. */
function named(role: ConsoleRole, line: string): string {
  return role === 'console' ? line : `${switchNames[role]}: ${line}`;
}

/** Nothing is typed at another switch than the one that was found. */
async function mustBeTheSame(
  role: ConsoleRole,
  dut: Dut,
  journal: Journal,
  baseline: Baseline,
): Promise<void> {
  await dut.enter('privileged-exec');
  const { facts, serial } = await identify(dut);
  journal.append({ type: role === 'console' ? 'dut' : 'second-device', ...facts });
  if (baseline.serial === undefined || serial === undefined || serial === baseline.serial) return;
  const at = role === 'console' ? 'this console' : 'the console of the second device';
  throw new BenchError(`the switch at ${at} is not the one that the baseline was taken of`, {
    expected: `the switch with the serial number ${baseline.serial}`,
    got: serial,
    next: 'connect that switch and run `conform restore`, or drop the baseline with `conform restore --forget`',
  });
}
