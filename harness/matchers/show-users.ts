import { z } from 'zod';
import type { CliObservation } from '../../bench/console.ts';
import { outputLines } from '../output-lines.ts';
import { parseShowUsers } from '../show/show-users.ts';
import { defineMatcher } from './define.ts';

/** `show users` has this user on the terminal line with this absolute number. */
export const userOnLine = defineMatcher<CliObservation, { readonly user: string; readonly line: number }>(
  'userOnLine',
  ['cli'],
  z.strictObject({ user: z.string().min(1), line: z.int() }),
  ({ user, line }, observation) => {
    const { lines } = parseShowUsers(outputLines(observation));
    const found = lines.filter((each) => each.user === user);
    return {
      matches: found.length === 1 && found[0]?.number === line,
      got:
        found.map(({ number, type, unit }) => `${String(number)} ${type} ${unit}`).join(', ') ||
        `${user} on no line`,
    };
  },
);

/** `show users` has this user on the virtual terminal with this number among the vtys. */
export const userOnVty = defineMatcher<CliObservation, { readonly user: string; readonly vty: number }>(
  'userOnVty',
  ['cli'],
  z.strictObject({ user: z.string().min(1), vty: z.int().nonnegative() }),
  ({ user, vty }, observation) => {
    const { lines } = parseShowUsers(outputLines(observation));
    const found = lines.filter((each) => each.user === user && each.type === 'vty');
    return {
      matches: found.some(({ unit }) => unit === String(vty)),
      got: found.map(({ unit }) => `vty ${unit}`).join(', ') || `${user} on no vty`,
    };
  },
);

/** `show users` has so many vty lines with this user on them, and none twice. */
export const vtySessionsShown = defineMatcher<
  CliObservation,
  { readonly user: string; readonly sessions: number }
>(
  'vtySessionsShown',
  ['cli'],
  z.strictObject({ user: z.string().min(1), sessions: z.int().nonnegative() }),
  ({ user, sessions }, observation) => {
    const found = parseShowUsers(outputLines(observation)).lines.filter(
      (each) => each.type === 'vty' && each.user === user,
    );
    return {
      matches: found.length === sessions && new Set(found.map(({ unit }) => unit)).size === sessions,
      got:
        found.length === 0
          ? `${user} on no vty`
          : `${user} on vty ${found.map(({ unit }) => unit).join(', ')}`,
    };
  },
);
