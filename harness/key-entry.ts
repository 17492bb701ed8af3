import type { CliObservation } from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';
import type { Dut } from './dut.ts';

/** A text in pieces of so many columns, as it is pasted into a console that cuts long lines. */
export function folded(text: string, columns = 72): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += columns) pieces.push(text.slice(at, at + columns));
  return pieces;
}

/** Goes to where the keys of this user are configured. */
export async function enterKeysOf(dut: Dut, user: string): Promise<Recorded<CliObservation>> {
  await dut.enter('ssh-pubkey');
  return await dut.execute(`username ${user}`);
}

/**
 * Pastes a public key (guide pages 26 to 28, steps 7 and 8) and ends it with `exit`, or with `end` as step 10 does; gives
 * what the device said to that.
 */
export async function enterKeyString(
  dut: Dut,
  user: string,
  lines: readonly string[],
  end: 'exit' | 'end' = 'exit',
): Promise<Recorded<CliObservation>> {
  await enterKeysOf(dut, user);
  await dut.execute('key-string');
  for (const line of lines) await dut.execute(line);
  return await dut.execute(end);
}

/** Goes to where the key of this server, of which the client of the device is to be sure, is configured. */
export async function enterKeyOfServer(dut: Dut, server: string): Promise<Recorded<CliObservation>> {
  await dut.enter('ssh-pubkey');
  return await dut.execute(`server ${server}`);
}

/** Pastes the host key of a server (guide page 29, steps 7 to 9) and ends it with `exit`; gives what the device said to that. */
export async function enterServerKeyString(
  dut: Dut,
  server: string,
  lines: readonly string[],
): Promise<Recorded<CliObservation>> {
  await enterKeyOfServer(dut, server);
  await dut.execute('key-string');
  for (const line of lines) await dut.execute(line);
  return await dut.execute('exit');
}
