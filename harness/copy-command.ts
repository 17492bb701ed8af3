import type { CliObservation } from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';
import type { Dut } from './dut.ts';

/** Types `copy` in privileged EXEC, takes what its questions propose, and gives the password where one is asked for. */
export async function copyCommand(
  dut: Dut,
  from: string,
  to: string,
  password: string,
): Promise<Recorded<CliObservation>> {
  await dut.enter('privileged-exec');
  return dut.execute(`copy ${from} ${to}`, [
    { question: '^Address or name of remote host', answer: '' },
    { question: '^(?:Source|Destination) username', answer: '' },
    { question: '^Source filename', answer: '' },
    { question: '^Destination filename', answer: '' },
    { question: '[Pp]assword:', answer: password },
    // A file of that name is written over.
    { question: '\\[confirm\\]', answer: '' },
  ]);
}
