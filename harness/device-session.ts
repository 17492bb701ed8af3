import type { CliObservation } from '../bench/console.ts';
import type { Endpoint } from '../bench/endpoint.ts';
import type { Recorded } from '../bench/recorded.ts';
import type { Dut } from './dut.ts';

const sshPort = 22;

export interface SessionHow {
  readonly username: string;
  /** Typed wherever a password is asked for, so many times (default 1). */
  readonly password: string;
  readonly prompts?: number;
  /** Between the user and the address: `-v 2`. */
  readonly options?: string;
}

/**
 * Types `ssh` at the console of a device, in privileged EXEC, to log in to another host. Where that lets it in, the
 * console is the other's from now on, until `exit` is typed there.
 */
export async function sshFrom(
  device: Dut,
  { address, port }: Endpoint,
  { username, password, prompts = 1, options = '' }: SessionHow,
): Promise<Recorded<CliObservation>> {
  await device.enter('privileged-exec');
  const words = ['ssh', '-l', username, options, port === sshPort ? '' : `-p ${port}`, address];
  return await device.execute(
    words.filter((word) => word !== '').join(' '),
    Array.from({ length: prompts }, () => ({ question: '[Pp]assword', answer: password })),
  );
}
