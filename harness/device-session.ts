import type { CliObservation } from '../bench/console.ts';
import type { Endpoint } from '../bench/endpoint.ts';
import type { Recorded } from '../bench/recorded.ts';
import type { Dut } from './dut.ts';

const sshPort = 22;

export interface AsWhom {
  readonly username: string;
  /** Between the user and the address: `-v 2`. */
  readonly options?: string;
}

export interface SessionHow extends AsWhom {
  /** Typed wherever a password is asked for, so many times (default 1). */
  readonly password: string;
  readonly prompts?: number;
}

/** The command that logs in to another host. */
export function sshCommand({ address, port }: Endpoint, { username, options = '' }: AsWhom): string {
  const words = ['ssh', '-l', username, options, port === sshPort ? '' : `-p ${port}`, address];
  return words.filter((word) => word !== '').join(' ');
}

/**
 * Types `ssh` at the console of a device, in privileged EXEC, to log in to another host. Where that lets it in, the
 * console is the other's from now on, until `exit` is typed there.
 */
export async function sshFrom(
  device: Dut,
  host: Endpoint,
  { password, prompts = 1, ...whom }: SessionHow,
): Promise<Recorded<CliObservation>> {
  await device.enter('privileged-exec');
  return await device.execute(
    sshCommand(host, whom),
    Array.from({ length: prompts }, () => ({ question: '[Pp]assword', answer: password })),
  );
}
