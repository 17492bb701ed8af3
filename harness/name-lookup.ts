import type { Dut } from './dut.ts';

/** Lets the device look names up at this name server. */
export async function lookUpNames(dut: Dut, nameServer: string): Promise<void> {
  await dut.configure('ip domain-lookup');
  await dut.configure(`ip name-server ${nameServer}`);
}
