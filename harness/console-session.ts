import type { CliObservation } from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';
import type { Dut } from './dut.ts';

/** Ends the session at the console and presses Enter: what whoever comes next is asked. */
export async function newConsoleSession(dut: Dut): Promise<Recorded<CliObservation>> {
  await dut.enter('user-exec');
  await dut.attempt('exit');
  return await dut.attempt('');
}
