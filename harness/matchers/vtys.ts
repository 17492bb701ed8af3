import { z } from 'zod';
import type { CliObservation } from '../../bench/console.ts';
import { outputLines } from '../output-lines.ts';
import { parseShowUsers } from '../show/show-users.ts';
import { defineMatcher } from './define.ts';

/** `show users` has sessions on so many vtys, each on one of its own. */
export const vtysInUse = defineMatcher<CliObservation, number>(
  'vtysInUse',
  ['cli'],
  z.int().nonnegative(),
  (expected, observation) => {
    const { lines, unknown } = parseShowUsers(outputLines(observation));
    const units = lines.filter(({ type }) => type === 'vty').map(({ unit }) => unit);
    // A table of no vty at all still has the console that asks.
    const isTable = lines.length > 0 && unknown.length === 0;
    return {
      matches: isTable && units.length === expected && new Set(units).size === units.length,
      got: isTable ? `sessions on vty ${units.join(', ') || 'none'}` : `no table: ${unknown.join(' | ')}`,
    };
  },
);
