import { z } from 'zod';
import type { Match } from '../matcher.ts';
import { parseShowIpSsh, type ShowIpSsh } from '../show/show-ip-ssh.ts';
import { defineMatcher } from './define.ts';
import { commandOutput, type CommandOutput, linesOf, quote } from './output.ts';

/** Matchers of the output of `show ip ssh`. */

const seconds = z.int().nonnegative();

export const sshVersionShown = defineMatcher<CommandOutput, '1.5' | '1.99' | '2.0'>(
  'sshVersionShown',
  commandOutput,
  z.enum(['1.5', '1.99', '2.0']),
  (expected, output) => shown(output, ({ version }) => version, expected, 'version'),
);

/** The server is enabled, or said to be disabled; a missing status line is neither. */
export const sshEnabled = defineMatcher<CommandOutput, boolean>(
  'sshEnabled',
  commandOutput,
  z.boolean(),
  (expected, output) => shown(output, ({ enabled }) => enabled, expected, 'enabled'),
);

export const timeOutShown = defineMatcher<CommandOutput, number>(
  'timeOutShown',
  commandOutput,
  seconds,
  (expected, output) => shown(output, ({ timeOut }) => timeOut, expected, 'time-out'),
);

export const retriesShown = defineMatcher<CommandOutput, number>(
  'retriesShown',
  commandOutput,
  seconds,
  (expected, output) => shown(output, ({ retries }) => retries, expected, 'retries'),
);

/** The name of the host key pair that the server uses. */
export const keyNameShown = defineMatcher<CommandOutput, string>(
  'keyNameShown',
  commandOutput,
  z.string().min(1),
  (expected, output) =>
    shown(output, ({ keys }) => keys.find(({ format }) => format === 'ssh-rsa')?.name, expected, 'key name'),
);

function shown<Value extends string | number | boolean>(
  output: CommandOutput,
  field: (read: ShowIpSsh) => Value | undefined,
  expected: Value,
  name: string,
): Match {
  const lines = linesOf(output);
  const value = field(parseShowIpSsh(lines));
  return value === undefined
    ? { matches: false, got: `no ${name} in: ${quote(lines)}` }
    : { matches: value === expected, got: `${name} ${value}` };
}
