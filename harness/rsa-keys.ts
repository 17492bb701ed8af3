import type { CliObservation } from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';
import type { Dut } from './dut.ts';

/** `crypto key generate rsa` with the answers to the questions that it asks; the device names the pair after itself. */
export function generateRsaKeys(dut: Dut, bits: number): Promise<Recorded<CliObservation>> {
  return dut.configure('crypto key generate rsa', [
    { question: '^How many bits in the modulus', answer: String(bits) },
    { question: 'replace them\\? \\[yes/no\\]', answer: 'yes' },
  ]);
}

/** Deletes the pair of this name; without one every pair, whoever made it. */
export function zeroizeRsaKeys(dut: Dut, name?: string): Promise<Recorded<CliObservation>> {
  const command = ['crypto key zeroize rsa', ...(name === undefined ? [] : [name])].join(' ');
  return dut.configure(command, [{ question: '\\[yes/no\\]', answer: 'yes' }]);
}
