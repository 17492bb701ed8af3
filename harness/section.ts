import type { Dut } from './dut.ts';

/** Types the command that opens a section of the configuration, and then what goes into it. */
export async function section(dut: Dut, opening: string, ...commands: readonly string[]): Promise<void> {
  await dut.configure(opening);
  for (const command of commands) await dut.execute(command);
}
