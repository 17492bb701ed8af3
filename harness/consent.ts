import { BenchError } from '../bench/errors.ts';
import type { Baseline } from './baseline.ts';
import type { Dut } from './dut.ts';
import { outputLines } from './output-lines.ts';
import { parseShowUsers, type ShownLine } from './show/show-users.ts';

/** Lines by which a switch locks accounts or refuses everybody when logins fail, as suites let them fail. */
const locking = [/^login block-for /, /^aaa local authentication attempts max-fail /];

/**
 * Looks whether a real switch can be lent to a run: it locks nobody out for failed logins, nothing is unsaved that a
 * restart would lose, and nobody else works at it. Only reads. Throws BenchError with the reason; `name` says which switch.
 */
export async function mustBeFree(name: string, dut: Dut, baseline: Baseline): Promise<void> {
  const lock = baseline.config.find(({ parents, text }) => parents.length === 0 && isLocking(text));
  if (lock !== undefined) {
    throw new BenchError(`${name} punishes failed logins`, {
      expected: 'no login block-for and no max-fail',
      got: lock.text,
      next: `take it away for the run: no ${lock.text.split(' ').slice(0, 2).join(' ')} ..., and save`,
    });
  }
  const { startup } = baseline;
  if (startup === 'none' || startup?.asRunning === false) {
    throw new BenchError(`${name} has unsaved changes`, {
      expected: 'a startup-config that says the same as running-config',
      got: startup === 'none' ? 'no startup-config' : 'another one',
      next: 'copy running-config startup-config, or reload it',
    });
  }
  const { lines } = parseShowUsers(outputLines((await dut.show('show users')).observation));
  const others = lines.filter(({ active }) => !active);
  if (others.length > 0) {
    throw new BenchError(`others are logged in to ${name}`, {
      expected: 'nobody but this run',
      got: others.map(inWords).join(', '),
      next: 'ask them to log out, or clear their lines',
    });
  }
}

function isLocking(text: string): boolean {
  return locking.some((pattern) => pattern.test(text));
}

function inWords({ type, unit, user, location }: ShownLine): string {
  return [`${type} ${unit}`, user, location === undefined ? undefined : `from ${location}`]
    .filter((part) => part !== undefined)
    .join(' ');
}
