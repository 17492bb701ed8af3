import type { CliObservation } from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';
import { outputLines } from './output-lines.ts';
import { parseShowUsers, type ShownLine } from './show/show-users.ts';

/** Who sits on vtys and may stay there, of `show users`: all but these users, whose sessions are our own and end. */
export function othersOnVtys(shown: Recorded<CliObservation>, ours: readonly string[]): readonly ShownLine[] {
  const { lines } = parseShowUsers(outputLines(shown.observation));
  // A long name is cut off in the table.
  const isOurs = (user: string | undefined): boolean =>
    user !== undefined && ours.some((name) => name.startsWith(user));
  return lines.filter(({ type, user }) => type === 'vty' && !isOurs(user));
}
