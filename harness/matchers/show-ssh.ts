import { z } from 'zod';
import type { CliObservation } from '../../bench/console.ts';
import { outputLines } from '../output-lines.ts';
import { parseShowSsh, type ShownSshConnection } from '../show/show-ssh.ts';
import { defineMatcher } from './define.ts';

/** Matchers of `show ssh`. */

const cli = ['cli'] as const;
const directionSchema = z.strictObject({ cipher: z.string(), mac: z.string() });

/** How many sessions of a version are listed; one of Version 2 has two rows, IN and OUT. */
export const sshSessionsShown = defineMatcher<
  CliObservation,
  { readonly version: '1.5' | '2.0'; readonly sessions: number }
>(
  'sshSessionsShown',
  cli,
  z.strictObject({ version: z.enum(['1.5', '2.0']), sessions: z.int().nonnegative() }),
  ({ version, sessions }, observation) => {
    const { connections, unknown } = parseShowSsh(outputLines(observation));
    const rows = connections.filter((each) => each.version === version);
    const numbers = new Set(rows.map(({ connection }) => connection));
    const paired = [...numbers].every((number) => {
      const modes = rows.filter(({ connection }) => connection === number).map(({ mode }) => mode);
      return version === '1.5' ? modes.length === 1 : modes.sort().join(' ') === 'IN OUT';
    });
    return {
      matches: numbers.size === sessions && paired && unknown.length === 0,
      got: [`rows ${rows.map(rowOf).join(', ') || 'none'}`, ...unknown.map((line) => `"${line}"`)].join('; '),
    };
  },
);

/** The rows of one session: what was negotiated for each direction, and who logged in. IN is from client to device. */
export const sshSessionShown = defineMatcher<
  CliObservation,
  {
    readonly user: string;
    readonly in: { readonly cipher: string; readonly mac: string };
    readonly out: { readonly cipher: string; readonly mac: string };
  }
>(
  'sshSessionShown',
  cli,
  z.strictObject({ user: z.string(), in: directionSchema, out: directionSchema }),
  (expected, observation) => {
    const { connections } = parseShowSsh(outputLines(observation));
    const rows = connections.filter(
      ({ version, username }) => version === '2.0' && username === expected.user,
    );
    const fits = (mode: 'IN' | 'OUT', { cipher, mac }: { cipher: string; mac: string }): boolean =>
      rows.some((row) => row.mode === mode && row.encryption === cipher && row.hmac === mac);
    return {
      matches: rows.length === 2 && fits('IN', expected.in) && fits('OUT', expected.out),
      got: connections.map(rowOf).join(', ') || 'no rows',
    };
  },
);

/** The row of one session of Version 1: its cipher (DES or 3DES, in any case), who logged in, and its state. */
export const sshVersion1SessionShown = defineMatcher<
  CliObservation,
  { readonly user: string; readonly cipher: 'des' | '3des' }
>(
  'sshVersion1SessionShown',
  cli,
  z.strictObject({ user: z.string().min(1), cipher: z.enum(['des', '3des']) }),
  ({ user, cipher }, observation) => {
    const { connections } = parseShowSsh(outputLines(observation));
    const rows = connections.filter(({ version }) => version === '1.5');
    const fits = ({ username, encryption, state }: ShownSshConnection): boolean =>
      username === user && encryption.toLowerCase() === cipher && /^session started$/i.test(state);
    return {
      matches: rows.length === 1 && rows.every(fits),
      got: rows.map(rowOf).join(', ') || 'no rows of Version 1',
    };
  },
);

/** How many connection numbers are listed, of both versions together: each session has one of its own. */
export const sshConnectionsShown = defineMatcher<CliObservation, number>(
  'sshConnectionsShown',
  cli,
  z.int().nonnegative(),
  (expected, observation) => {
    const { connections } = parseShowSsh(outputLines(observation));
    return {
      matches: new Set(connections.map(({ connection }) => connection)).size === expected,
      got: connections.map(rowOf).join(', ') || 'no rows',
    };
  },
);

/** Of which versions the device says that no connection runs. */
export const noSshSessionsOf = defineMatcher<CliObservation, '1' | '2'>(
  'noSshSessionsOf',
  cli,
  z.enum(['1', '2']),
  (expected, observation) => {
    const { idle } = parseShowSsh(outputLines(observation));
    return {
      matches: idle.includes(expected) || idle.includes('any'),
      got: idle.length === 0 ? 'no such line' : `none of version ${idle.join(' and ')}`,
    };
  },
);

function rowOf({ connection, version, mode, encryption, hmac, username }: ShownSshConnection): string {
  return [connection, version, mode, encryption, hmac, username]
    .filter((part) => part !== undefined)
    .join(' ');
}
